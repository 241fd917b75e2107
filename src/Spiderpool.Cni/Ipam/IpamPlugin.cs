using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>The IPAM plugin <c>spiderpool</c> (spec/ipam.md 1).</summary>
public sealed class IpamPlugin : ICniPlugin
{
    public string Name => "spiderpool";

    public string Summary => "gives pods addresses of SpiderIPPools; the agent of the node allocates them";

    public IConfiguredPlugin Configure(NetConf conf) => Configure(IpamSettingsReader.Read(conf.Root));

    internal static IConfiguredPlugin Configure(IpamSettings settings) => new ConfiguredPlugin
    {
        Log = settings.Log,
        Warnings = settings.Warnings,
        Add = () => new AddCommand(settings),
        Check = () => new CheckCommand(settings),
        Del = () => new DelCommand(settings),
        Gc = () => new GcCommand(settings),
        Status = () => new StatusCommand(settings),
    };
}
