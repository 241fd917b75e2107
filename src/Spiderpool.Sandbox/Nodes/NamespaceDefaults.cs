using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Sandbox.Nodes;

/// <summary>Kernel parameters of the sandbox's namespaces.</summary>
internal static class NamespaceDefaults
{
    /// <summary>
    /// IPv6 addresses are usable at once: duplicate address detection takes one to two seconds, for which the macvlan plugin
    /// waits, and nobody but the pools gives addresses on this network.
    /// </summary>
    /// <exception cref="SystemCallException">The parameter cannot be written.</exception>
    public static void Apply(NetworkNamespace target)
    {
        try
        {
            new SysctlTree(target).Write(SysctlName.OfLink(IPFamily.IPv6, "default", "accept_dad"), 0);
        }
        catch (SystemCallException e) when (e.Errno == Errno.ENOENT)
        {
            // A kernel without IPv6.
        }
    }
}
