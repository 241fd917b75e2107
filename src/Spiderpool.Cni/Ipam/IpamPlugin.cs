using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Ipam;

/// <summary>The IPAM plugin <c>spiderpool</c> (spec/ipam.md 1).</summary>
public sealed class IpamPlugin : ICniPlugin
{
    public string Name => "spiderpool";

    public string Summary => "gives pods addresses of SpiderIPPools; the agent of the node allocates them";

    public IConfiguredPlugin Configure(NetConf conf) => new ConfiguredIpamPlugin(IpamSettingsReader.Read(conf.Root));
}
