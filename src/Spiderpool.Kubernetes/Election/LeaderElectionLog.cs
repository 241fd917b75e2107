using Microsoft.Extensions.Logging;

namespace Spiderpool.Kubernetes;

internal static partial class LeaderElectionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} leads {Lease}, epoch {Epoch}")]
    public static partial void Acquired(ILogger logger, string identity, string lease, int epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Identity} has lost {Lease}")]
    public static partial void Lost(ILogger logger, string identity, string lease);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} gave {Lease} back")]
    public static partial void Released(ILogger logger, string identity, string lease);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leader election by {Lease}: {Error}")]
    public static partial void Failed(ILogger logger, string lease, string error);
}
