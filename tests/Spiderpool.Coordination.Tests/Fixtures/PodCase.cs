using CsCheck;

namespace Spiderpool.Coordination.Tests.Fixtures;

/// <summary>A pod with some interfaces and settings.</summary>
internal sealed record PodCase(bool IsOverlay, bool Tune, bool KnowsInterfaces, string Wanted, IReadOnlyList<PodCase.Interface> Interfaces)
{
    public sealed record Interface(string Name, int Subnet, bool IPv4, bool IPv6, bool HasGateway);

    public static readonly Gen<PodCase> Gen =
        from overlay in CsCheck.Gen.Bool
        from tune in CsCheck.Gen.Frequency((5, CsCheck.Gen.Const(true)), (1, CsCheck.Gen.Const(false)))
        from knows in CsCheck.Gen.Bool
        from count in CsCheck.Gen.Int[1, 4]
        from wanted in CsCheck.Gen.Int[-2, count - 1]
        from stacks in CsCheck.Gen.Int[0, 2].Array[count]
        from gateways in CsCheck.Gen.Frequency((4, CsCheck.Gen.Const(true)), (1, CsCheck.Gen.Const(false))).Array[count]
        let first = overlay ? 1 : 0
        select new PodCase(
            overlay, tune, knows,
            // Without the list, an interface that comes later cannot be wanted.
            wanted < 0 || !knows ? "" : NameOf(wanted + first),
            [.. Enumerable.Range(0, count).Select(i => new Interface(
                NameOf(i + first), 20 + i, stacks[i] != 1, stacks[i] != 0, gateways[i]))]);

    /// <summary>Interfaces that the coordinator is called for, in their order.</summary>
    public IReadOnlyList<string> Added => [.. Interfaces.Select(item => item.Name)];

    public ModelNode MakeNode()
    {
        var node = new ModelNode();
        if (IsOverlay) node.AddOverlay();
        node.Options = node.Options with
        {
            TunePodRoutes = Tune,
            DefaultRouteInterface = Wanted,
            PodInterfaces = KnowsInterfaces ? ["eth0", "net1", "net2", "net3", "net4"] : [],
        };
        return node;
    }

    public ModelNode Make(string? skip = null)
    {
        var node = MakeNode();
        foreach (var item in Interfaces.Where(item => item.Name != skip)) node.AddInterfaceOf(this, item.Name).Add(item.Name);
        return node;
    }

    public override string ToString() =>
        $"{(IsOverlay ? "overlay" : "underlay")} tune={Tune} knows={KnowsInterfaces} wanted={Wanted}: {string.Join("; ", Interfaces)}";

    private static string NameOf(int index) => index == 0 ? "eth0" : $"net{index}";
}
