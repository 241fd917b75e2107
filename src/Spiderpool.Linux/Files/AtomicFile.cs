namespace Spiderpool.Linux.Files;

/// <summary>Files that are there as a whole or not at all, also after a crash.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file, and the folders above it, readable by the owner alone.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(beside, options))
            file.Write(content);
        File.Move(beside, path, overwrite: true);
    }

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte})"/>
    public static void Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));
}
