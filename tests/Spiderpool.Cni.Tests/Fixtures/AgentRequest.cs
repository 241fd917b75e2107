namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>A request that the fake agent has received.</summary>
internal sealed record AgentRequest(string Method, string Target, string Body)
{
    public string Line => $"{Method} {Target}";
}
