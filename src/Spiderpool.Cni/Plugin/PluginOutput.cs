using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>Standard output of a plugin: one JSON object, written in one piece.</summary>
internal sealed class PluginOutput(Stream stdout)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Version of the shapes: the configuration's, as soon as it is known.</summary>
    public CniVersion Version { get; set; } = CniVersion.V100;

    public void WriteResult(CniResult result) => Write(json => CniResultWriter.Write(json, result, Version));

    public void WriteVersions(CniVersion version) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("cniVersion"u8, version.ToString());
        json.WriteStartArray("supportedVersions"u8);
        foreach (var supported in CniVersion.Supported) json.WriteStringValue(supported.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <returns>The exit status of a failed call.</returns>
    public int Fail(CniError error)
    {
        try
        {
            Write(json => error.Write(json, Version));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody reads it: the exit status is all that is left to say.
        }
        return 1;
    }

    public void WriteJson(Action<Utf8JsonWriter> content) => Write(content);

    public void WriteText(string text) => stdout.Write(Encoding.UTF8.GetBytes(text));

    private void Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) content(json);
        buffer.WriteByte((byte)'\n');
        stdout.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        stdout.Flush();
    }
}
