using System.Text.Encodings.Web;
using System.Text.Json;
using Spiderpool.Linux.Files;

namespace Spiderpool.Cni.Log;

/// <summary>
/// The plugin's log file: one JSON object a line. It is opened at the first line, and a log that cannot be written never
/// fails the call: standard error says so, once.
/// </summary>
public sealed class PluginLog(PluginLogOptions options, TimeProvider time, Stream stderr) : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private static readonly JsonWriterOptions LineOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private AppendFile? _file;
    private bool _broken;

    public bool IsEnabled(PluginLogLevel level) => level >= options.Level && !_broken;

    /// <summary>Writes one line: time, level, message, then <paramref name="fields"/>.</summary>
    public void Write(PluginLogLevel level, string message, Action<Utf8JsonWriter>? fields = null)
    {
        if (!IsEnabled(level)) return;
        try
        {
            _file ??= Open();
            _file.Append(Line(level, message, fields));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _broken = true;
            Complain($"the log {options.Path} cannot be written: {e.Message}\n");
        }
    }

    private void Complain(string line)
    {
        try
        {
            stderr.Write(System.Text.Encoding.UTF8.GetBytes(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The call matters more than its log.
        }
    }

    public void Dispose() => _file?.Dispose();

    private byte[] Line(PluginLogLevel level, string message, Action<Utf8JsonWriter>? fields)
    {
        using var line = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(line, LineOptions))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, time.GetUtcNow());
            json.WriteString("level"u8, Text(level));
            json.WriteString("msg"u8, message);
            fields?.Invoke(json);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private AppendFile Open()
    {
        try
        {
            return OpenCurrent();
        }
        catch (IOException) when (!Directory.Exists(Path.GetDirectoryName(options.Path)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Path)!);
            return OpenCurrent();
        }
    }

    private AppendFile OpenCurrent()
    {
        var file = AppendFile.Open(options.Path, Mode);
        if (file.Length < options.MaxBytes) return file;
        try
        {
            LogRotation.Rotate(options, time);
        }
        catch (IOException)
        {
            // Another plugin rotates just now, or the folder is read-only: the full file takes this line too.
            return file;
        }
        file.Dispose();
        return AppendFile.Open(options.Path, Mode);
    }

    private static ReadOnlySpan<byte> Text(PluginLogLevel level) => level switch
    {
        PluginLogLevel.Debug => "debug"u8,
        PluginLogLevel.Info => "info"u8,
        PluginLogLevel.Warn => "warn"u8,
        PluginLogLevel.Error => "error"u8,
        PluginLogLevel.Fatal => "fatal"u8,
        _ => "panic"u8,
    };
}
