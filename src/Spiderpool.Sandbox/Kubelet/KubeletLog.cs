using Microsoft.Extensions.Logging;

namespace Spiderpool.Sandbox.Kubelet;

internal static partial class KubeletLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Pod {Pod} has {Addresses} in sandbox {Sandbox}")]
    public static partial void Created(ILogger logger, string pod, string addresses, string sandbox);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sandbox {Sandbox} of {Pod} is removed")]
    public static partial void Removed(ILogger logger, string sandbox, string pod);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node}: {Error}")]
    public static partial void NodeTrouble(ILogger logger, string node, string error);
}
