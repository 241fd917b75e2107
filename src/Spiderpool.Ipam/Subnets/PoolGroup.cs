using Spiderpool.Addressing;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Subnets;

/// <summary>
/// The automatic pools of one interface and family of an application: one for each subnet that gives addresses, all
/// together as many addresses as asked for.
/// </summary>
/// <param name="Application">Top controller of the pods.</param>
/// <param name="Nic">Interface in the pods.</param>
/// <param name="Family">Of the addresses.</param>
/// <param name="Subnets">Names, in the order in which addresses are taken.</param>
/// <param name="Count">Addresses wanted of all subnets together.</param>
/// <param name="Number">As asked for, to be shown on the pools.</param>
/// <param name="Reclaim">Whether the pools go with the application.</param>
public sealed record PoolGroup(
    TopController Application, string Nic, IPFamily Family, IReadOnlyList<string> Subnets, int Count, AddressNumber Number, bool Reclaim)
{
    /// <summary>The groups of an application: interfaces in their order, IPv4 first.</summary>
    /// <param name="application">Top controller of the pods.</param>
    /// <param name="use">What the annotations say.</param>
    /// <param name="need">Addresses that the pods need at once.</param>
    /// <param name="redundant">Addresses beyond that when no annotation says a number.</param>
    /// <param name="isEnabled">Whether a family is enabled; others are left out.</param>
    public static IReadOnlyList<PoolGroup> Of(
        TopController application, SubnetUse use, int need, int redundant, Func<IPFamily, bool> isEnabled)
    {
        var number = use.Number ?? new AddressNumber(redundant, IsFlexible: true);
        return
        [
            .. from nic in use.Interfaces
               from family in new[] { IPFamily.IPv4, IPFamily.IPv6 }
               where isEnabled(family) && nic.Of(family).Count > 0
               select new PoolGroup(application, nic.Nic, family, nic.Of(family), number.For(need), number, use.Reclaim),
        ];
    }

    public override string ToString() => $"{Application.Kind} {Application.Namespace}/{Application.Name} {Nic} {Family}";
}
