namespace Spiderpool.Api.Crds;

/// <summary>Values of <see cref="CoordinatorSettings.Mode"/>.</summary>
public static class CoordinatorMode
{
    /// <summary>underlay or overlay, by the order of the pod's interfaces.</summary>
    public const string Auto = "auto";

    public const string Underlay = "underlay";

    public const string Overlay = "overlay";

    public const string Disabled = "disabled";

    /// <summary>The CNI binary of the original knows this spelling, its CRD the other: both mean the same here.</summary>
    public const string Disable = "disable";
}
