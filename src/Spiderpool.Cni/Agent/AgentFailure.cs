using System.Text;
using System.Text.Json;
using Spiderpool.Api;

namespace Spiderpool.Cni.Agent;

/// <summary>Turns an error answer of the agent, a bare JSON string that begins with a reason's name, into that reason.</summary>
internal static class AgentFailure
{
    private const int MaxTextLength = 4096;

    // An agent that is not ours tells the reason by the status alone (spec/ipam.md 2).
    private const int ReleaseDisabledStatus = 521, StatefulWorkloadStatus = 522;

    public static ReasonException Of(HttpAnswer answer, string request)
    {
        var text = TextOf(answer.Body.Span);
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0 && Reason.All.TryGetValue(text[..colon], out var named)) return new ReasonException(named, text[(colon + 2)..]);
        var reason = answer.Status switch
        {
            ReleaseDisabledStatus => Reason.ReleaseDisabled,
            StatefulWorkloadStatus => Reason.StatefulWorkload,
            404 => Reason.NotFound,
            400 => Reason.BadRequest,
            _ => Reason.Internal,
        };
        return new ReasonException(reason, $"the agent answered {answer.Status} to {request}: {(text.Length > 0 ? text : "no text")}");
    }

    private static string TextOf(ReadOnlySpan<byte> body)
    {
        // A proxy or a foreign server answers in its own way; its words are still the best there is to show.
        var text = JsonTextOf(body) ?? Encoding.UTF8.GetString(body);
        return string.Create(Math.Min(text.Length, MaxTextLength), text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(source[i]) ? ' ' : source[i];
        }).Trim();
    }

    private static string? JsonTextOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
