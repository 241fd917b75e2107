using Spiderpool.Api;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;

namespace Spiderpool.Cni.Plugin;

/// <summary>Opens the network namespace of the pod.</summary>
internal static class PodNamespace
{
    /// <exception cref="ReasonException">
    /// NetworkNamespaceUnavailable; InvalidEnvironment when it is the plugin's own, which only a wrong call names.
    /// </exception>
    public static NetworkNamespace Open(CniEnvironment environment)
    {
        var netns = Open(environment.NetNs);
        if (environment.NetNsOverride) return netns;
        using var own = NetworkNamespace.OpenCurrent();
        if (!netns.Equals(own)) return netns;
        netns.Dispose();
        throw new ReasonException(Reason.InvalidEnvironment,
            $"CNI_NETNS {environment.NetNs} is the plugin's own network namespace (CNI_NETNS_OVERRIDE=1 if it is meant)");
    }

    /// <summary>For DEL: null when there is no such namespace any more, or it is the plugin's own, in which no ADD was.</summary>
    public static NetworkNamespace? Find(CniEnvironment environment)
    {
        if (environment.NetNs.Length == 0) return null;
        try
        {
            return Open(environment);
        }
        catch (ReasonException)
        {
            return null;
        }
    }

    private static NetworkNamespace Open(string path)
    {
        try
        {
            return NetworkNamespace.Open(path);
        }
        catch (SystemCallException e)
        {
            throw new ReasonException(Reason.NetworkNamespaceUnavailable, e.Message, e);
        }
    }
}
