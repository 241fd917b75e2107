using System.Text;
using System.Text.Json;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>What the fake agent does with a request.</summary>
/// <param name="Bytes">Sent as they are.</param>
/// <param name="Hold">The connection then stays open until the agent is disposed.</param>
/// <param name="Pause">Wait before each byte; zero sends all at once.</param>
internal sealed record AgentReply(byte[] Bytes, bool Hold = false, TimeSpan Pause = default)
{
    public static readonly AgentReply Silence = new([], Hold: true);

    public static readonly AgentReply Hangup = new([]);

    public static AgentReply Ok(string body) => Of(200, body);

    /// <summary>An error as the agent sends it: a bare JSON string.</summary>
    public static AgentReply Error(int status, string text) => Of(status, JsonSerializer.Serialize(text));

    public static AgentReply Of(int status, string body) =>
        Raw($"HTTP/1.1 {status} Text\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static AgentReply Raw(string text) => new(Encoding.UTF8.GetBytes(text));
}
