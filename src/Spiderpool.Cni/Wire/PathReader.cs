using System.Text;

namespace Spiderpool.Cni.Wire;

/// <summary>Reads absolute paths of files; an empty one counts as absent.</summary>
internal static class PathReader
{
    // sun_path of unix(7), less the final NUL.
    private const int MaxSocketPathLength = 107;

    private const int MaxFilePathLength = 4000;

    /// <exception cref="Api.ReasonException">The path is no absolute path of a file.</exception>
    public static string? File(WireObject conf, string key) => Read(conf, key, MaxFilePathLength);

    /// <inheritdoc cref="File"/>
    public static string? Socket(WireObject conf, string key) => Read(conf, key, MaxSocketPathLength);

    private static string? Read(WireObject conf, string key, int maxLength)
    {
        if (conf.Text(key) is not { Length: > 0 } path) return null;
        return path[0] == '/' && path[^1] != '/' && Encoding.UTF8.GetByteCount(path) <= maxLength
            ? path
            : throw conf.Invalid(key, $"an absolute path of a file, at most {maxLength} bytes");
    }
}
