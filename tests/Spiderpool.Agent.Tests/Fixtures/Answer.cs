using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Tests.Fixtures;

/// <summary>What the agent answered.</summary>
/// <param name="Code">HTTP status.</param>
/// <param name="Body">As it came.</param>
internal sealed record Answer(int Code, string Body)
{
    /// <summary>The message of an error: a bare JSON string.</summary>
    public string Error => JsonSerializer.Deserialize(Body, ApiJson.Default.String)!;

    /// <summary>The answer of an ADD that had to succeed.</summary>
    public IpamAddResponse Added => Read(ApiJson.Default.IpamAddResponse);

    /// <summary>Addresses of an ADD that had to succeed, as <c>eth0 10.0.0.1/24 of pool</c>.</summary>
    public IReadOnlyList<string> Addresses => [.. Added.Ips.Select(ip => $"{ip.Nic} {ip.Address}")];

    public T Read<T>(JsonTypeInfo<T> type)
    {
        Assert.True(Code == 200, $"{Code} {Body}");
        return JsonSerializer.Deserialize(Body, type)!;
    }

    /// <summary>Asserts that the request failed for a reason; returns the message.</summary>
    public string AssertFailed(Reason reason, int code = 500)
    {
        Assert.Equal(code, Code);
        Assert.StartsWith($"{reason.Name}: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', Error);
        return Error;
    }
}
