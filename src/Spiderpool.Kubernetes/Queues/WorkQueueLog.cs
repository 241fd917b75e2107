using Microsoft.Extensions.Logging;

namespace Spiderpool.Kubernetes;

internal static partial class WorkQueueLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on {Key} failed for the {Count}. time and will be repeated: {Error}")]
    public static partial void Failed(ILogger logger, string? key, int count, string error, Exception? exception);
}
