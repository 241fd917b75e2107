namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>Answers of the agent that many tests use.</summary>
internal static class Answers
{
    /// <summary>One dual-stack interface with its default routes.</summary>
    public static string DualStack(string ifName, bool conflict = false, bool gateway = false)
    {
        var detection = $"\"enableIPConflictDetection\":{Flag(conflict)},\"enableGatewayDetection\":{Flag(gateway)}";
        return $$"""
            {"ips":[
               {"version":4,"address":"10.20.0.7/24","nic":"{{ifName}}","gateway":"10.20.0.1","ipPool":"v4",{{detection}}},
               {"version":6,"address":"fd00:20::7/64","nic":"{{ifName}}","gateway":"fd00:20::1","ipPool":"v6",{{detection}}}],
             "routes":[
               {"ifName":"{{ifName}}","dst":"0.0.0.0/0","gw":"10.20.0.1"},
               {"ifName":"{{ifName}}","dst":"::/0","gw":"fd00:20::1"}]}
            """;
    }

    /// <summary>The record of <see cref="DualStack"/>.</summary>
    public static string Endpoint(string ifName, string uid = "6f1a") => $$"""
        {"podNamespace":"shop","podName":"cart-0","podUID":"{{uid}}","node":"n1","interfaces":[
           {"interface":"{{ifName}}","ipv4":"10.20.0.7/24","ipv6":"fd00:20::7/64","ipv4Pool":"v4","ipv6Pool":"v6",
            "ipv4Gateway":"10.20.0.1","ipv6Gateway":"fd00:20::1","routes":[]}]}
        """;

    private static string Flag(bool value) => value ? "true" : "false";
}
