namespace Spiderpool.Linux.Netlink;

/// <summary>Who a macvlan may talk to on its parent (ip-link(8)).</summary>
public enum MacvlanMode : uint
{
    Private = 1,
    Vepa = 2,
    Bridge = 4,
    PassThrough = 8,
    Source = 16,
}
