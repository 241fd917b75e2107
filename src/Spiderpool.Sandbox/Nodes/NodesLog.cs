using Microsoft.Extensions.Logging;

namespace Spiderpool.Sandbox.Nodes;

internal static partial class NodesLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The agent of {Node} ended with status {Status} and is started again in {Pause}")]
    public static partial void AgentEnded(ILogger logger, string node, int status, TimeSpan pause);
}
