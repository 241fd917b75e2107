using Spiderpool.Configuration.Reload;

namespace Spiderpool.Agent.Configuration;

/// <summary>The settings of conf.yml, and which of them may change while the agent runs.</summary>
public static class AgentReload
{
    public static IReadOnlyList<ReloadField<AgentOptions>> Fields { get; } =
    [
        new("ipamUnixSocketPath", options => options.SocketPath),
        new("enableIPv4", options => options.EnableIPv4),
        new("enableIPv6", options => options.EnableIPv6),
        new("enableStatefulSet", options => options.EnableStatefulSet),
        new("enableKubevirtStaticIP", options => options.EnableKubevirtStaticIP),
        new("enableSpiderSubnet", options => options.EnableSpiderSubnet),
        new("enableAutoPoolForApplication", options => options.EnableAutoPoolForApplication),
        new("enableIPConflictDetection", options => options.EnableIPConflictDetection),
        new("enableGatewayDetection", options => options.EnableGatewayDetection),
        new("logLevel", options => options.LogLevel, (running, file) => running with { LogLevel = file.LogLevel }),
    ];
}
