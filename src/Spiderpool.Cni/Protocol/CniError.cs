using System.Text.Json;
using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

/// <summary>What a plugin prints on standard output when it fails (CNI spec, section Error).</summary>
/// <param name="Code">Code of the specification, or 100 and above for ours.</param>
/// <param name="Message">One line that begins with the reason's name.</param>
/// <param name="Details">What to do next.</param>
public sealed record CniError(int Code, string Message, string Details)
{
    /// <param name="failure">What went wrong.</param>
    /// <param name="code">Code when the verb asks for another one than the reason's own.</param>
    public static CniError Of(ReasonException failure, int? code = null) =>
        new(code ?? failure.Reason.CniCode, OneLine(failure.Message), failure.Reason.Remedy);

    internal void Write(Utf8JsonWriter json, CniVersion version)
    {
        json.WriteStartObject();
        json.WriteString("cniVersion"u8, version.ToString());
        json.WriteNumber("code"u8, Code);
        json.WriteString("msg"u8, Message);
        json.WriteString("details"u8, Details);
        json.WriteEndObject();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
