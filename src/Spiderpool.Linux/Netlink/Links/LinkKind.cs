namespace Spiderpool.Linux.Netlink;

/// <summary>Kind of a virtual link to be made, with the settings of that kind.</summary>
/// <param name="Name">The kernel's name of the kind, such as <c>macvlan</c>.</param>
public abstract record LinkKind(string Name)
{
    /// <summary>Writes the attributes of IFLA_INFO_DATA.</summary>
    protected internal abstract void WriteData(ref NetlinkWriter writer);
}
