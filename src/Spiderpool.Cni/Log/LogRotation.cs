using System.Globalization;

namespace Spiderpool.Cni.Log;

/// <summary>
/// Puts a full log file aside as <c>name-TIME.log</c> and removes old ones. Plugins run concurrently: a lock file lets one
/// of them rotate, the others go on writing to the file they have open.
/// </summary>
internal static class LogRotation
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH-mm-ss.fff";

    /// <exception cref="IOException">The folder cannot be changed, or another process rotates just now.</exception>
    public static void Rotate(PluginLogOptions options, TimeProvider time)
    {
        // FileShare.None is flock(2) underneath: it ends with the process, whatever happens.
        using var turn = new FileStream(options.Path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (new FileInfo(options.Path) is not { Exists: true } current || current.Length < options.MaxBytes) return;
        var now = time.GetUtcNow();
        var stamp = now.ToString(TimeFormat, CultureInfo.InvariantCulture);
        File.Move(options.Path, $"{Stem(options.Path)}-{stamp}{Path.GetExtension(options.Path)}");
        Prune(options, now);
    }

    private static void Prune(PluginLogOptions options, DateTimeOffset now)
    {
        var old = new List<(DateTimeOffset Time, string Path)>();
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(options.Path)!))
        {
            if (TimeOf(path, options.Path) is { } time) old.Add((time, path));
        }
        old.Sort((a, b) => b.Time.CompareTo(a.Time));
        for (var i = 0; i < old.Count; i++)
        {
            var tooMany = options.MaxCount > 0 && i >= options.MaxCount;
            var tooOld = options.MaxAge > 0 && now - old[i].Time > TimeSpan.FromDays(options.MaxAge);
            if (tooMany || tooOld) File.Delete(old[i].Path);
        }
    }

    private static DateTimeOffset? TimeOf(string path, string logPath)
    {
        var (prefix, extension) = (Stem(logPath) + "-", Path.GetExtension(logPath));
        if (path.Length != prefix.Length + extension.Length + 23
            || !path.StartsWith(prefix, StringComparison.Ordinal) || !path.EndsWith(extension, StringComparison.Ordinal)) return null;
        return DateTimeOffset.TryParseExact(path.AsSpan(prefix.Length, 23), TimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    private static string Stem(string path) => path[..^Path.GetExtension(path).Length];
}
