using Microsoft.Extensions.Logging;
using Spiderpool.Agent.Release;

namespace Spiderpool.Agent.Http;

internal sealed partial class IpamApi
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Allocated {Addresses} to {Namespace}/{Pod} {Interface}")]
        public static partial void Allocated(ILogger logger, string @namespace, string pod, string @interface, string addresses);

        [LoggerMessage(2, LogLevel.Information, "Release for {Namespace}/{Pod} {Interface}: {Outcome}")]
        public static partial void Released(ILogger logger, string @namespace, string pod, string @interface, ReleaseOutcome outcome);

        [LoggerMessage(3, LogLevel.Warning, "Released conflicting addresses of {Namespace}/{Pod}")]
        public static partial void ConflictReleased(ILogger logger, string @namespace, string pod);

        [LoggerMessage(4, LogLevel.Information, "GC released addresses of {Count} pods")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(5, LogLevel.Warning, "{Method} {Path} failed: {Message}")]
        public static partial void Failed(ILogger logger, string method, string path, string message);

        [LoggerMessage(6, LogLevel.Error, "Fault while answering {Path}")]
        public static partial void Fault(ILogger logger, Exception exception, string path);
    }
}
