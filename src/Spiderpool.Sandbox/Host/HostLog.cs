using Microsoft.Extensions.Logging;

namespace Spiderpool.Sandbox.Host;

internal static partial class HostLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "A part of the sandbox has ended by a fault of its own: {What}")]
    public static partial void Died(ILogger logger, string what, Exception exception);
}
