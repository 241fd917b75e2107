using Microsoft.Extensions.Logging;

namespace Spiderpool.Kubernetes;

internal static partial class EventRecorderLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Reason} of {Name} was not written: {Error}")]
    public static partial void NotWritten(ILogger logger, string reason, string? name, string error);
}
