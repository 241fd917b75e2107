using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>A plugin of this binary, chosen by the name it is called under.</summary>
public interface ICniPlugin
{
    string Name { get; }

    /// <summary>One sentence for people who run it with --help.</summary>
    string Summary { get; }

    /// <summary>Reads the plugin's own keys of the network configuration.</summary>
    /// <exception cref="Api.ReasonException">InvalidNetConf.</exception>
    IConfiguredPlugin Configure(NetConf conf);
}
