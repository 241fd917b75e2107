namespace Spiderpool.Cni.Protocol;

/// <summary>Codes of the CNI specification that a verb chooses by itself.</summary>
public static class CniErrorCode
{
    /// <summary>The runtime should call again later.</summary>
    public const int TryAgainLater = 11;

    /// <summary>STATUS: the plugin cannot serve ADD.</summary>
    public const int PluginNotAvailable = 50;
}
