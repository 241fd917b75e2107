using Microsoft.Extensions.Logging;

namespace Spiderpool.Sandbox.Daemons;

internal static partial class DaemonsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Daemon} ended with status {Status} and is started again in {Pause}")]
    public static partial void Ended(ILogger logger, string daemon, int status, TimeSpan pause);
}
