using Microsoft.Extensions.Logging;

namespace Spiderpool.Kubernetes;

internal static partial class InformerLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Listed {Count} {Resource} at resourceVersion {Version}")]
    public static partial void Listed(ILogger logger, string resource, int count, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Informer of {Resource} does a {Next} again in {Pause}: {Error}")]
    public static partial void Failed(ILogger logger, string resource, string next, TimeSpan pause, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler failed on the {Type} event of {Key}")]
    public static partial void HandlerFailed(ILogger logger, WatchEventType type, string key, Exception exception);
}
