using Spiderpool.Api;

namespace Spiderpool.Cni.Wire;

/// <summary>Where a JSON text comes from, for the errors about it.</summary>
/// <param name="Reason">Reason of these errors.</param>
/// <param name="Context">What comes first in each; may be empty.</param>
/// <param name="Name">What the text is called.</param>
public sealed record WireSource(Reason Reason, string Context, string Name)
{
    /// <summary>The network configuration.</summary>
    public static readonly WireSource NetConf = new(Reason.InvalidNetConf, "", "standard input");
}
