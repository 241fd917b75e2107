using System.Text.Json;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>What a call of the plugin left behind.</summary>
internal sealed record PluginOutcome(int ExitCode, string Stdout, string Stderr)
{
    public JsonElement Json => JsonElement.Parse(Stdout);

    public int ErrorCode => Json.GetProperty("code").GetInt32();

    public string Message => Json.GetProperty("msg").GetString()!;

    /// <summary>Asserts that the call failed as the CNI specification says, and returns code and message.</summary>
    public (int Code, string Message) Failure()
    {
        Assert.Equal(1, ExitCode);
        Assert.Equal(["cniVersion", "code", "msg", "details"], Json.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain('\n', Message);
        Assert.DoesNotContain("   at ", Stdout + Stderr, StringComparison.Ordinal);
        Assert.NotEmpty(Json.GetProperty("details").GetString()!);
        return (ErrorCode, Message);
    }

    /// <summary>Asserts that the call succeeded, and returns its result without white space.</summary>
    public string Result()
    {
        Assert.True(ExitCode == 0, Stdout + Stderr);
        return Stdout.Length == 0 ? "" : JsonText.Compact(Stdout);
    }
}
