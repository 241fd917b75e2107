namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>Answers of the agent that many tests use.</summary>
internal static class Answers
{
    /// <summary>One dual-stack interface with its default routes.</summary>
    public static string DualStack(string ifName) => $$"""
        {"ips":[{"version":4,"address":"10.20.0.7/24","nic":"{{ifName}}","gateway":"10.20.0.1","ipPool":"v4"},
                {"version":6,"address":"fd00:20::7/64","nic":"{{ifName}}","gateway":"fd00:20::1","ipPool":"v6"}],
         "routes":[{"ifName":"{{ifName}}","dst":"0.0.0.0/0","gw":"10.20.0.1"},{"ifName":"{{ifName}}","dst":"::/0","gw":"fd00:20::1"}]}
        """;
}
