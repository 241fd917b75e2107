using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Annotations;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Subnets;

/// <summary>ipam.spidernet.io/subnets, an item for each interface, and ipam.spidernet.io/subnet, for one.</summary>
internal static class SubnetAnnotation
{
    private const string DefaultNic = "eth0";

    private const string Example = """{"ipv4":["subnet-a","subnet-b"],"ipv6":["subnet-v6"]}""",
        Examples = """[{"interface":"eth0","ipv4":["subnet-a"]},{"interface":"net1","ipv4":["subnet-b"]}]""";

    private static readonly string[] Keys = ["interface", "ipv4", "ipv6"];

    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<InterfaceSubnets> ParseOne(string owner, string value)
    {
        var text = new AnnotationText(owner, AnnotationKeys.Subnet, value, Example);
        return text.ReadJson(root => Checked(text, [Item(text, root, "the value")]));
    }

    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<InterfaceSubnets> ParseMany(string owner, string value)
    {
        var text = new AnnotationText(owner, AnnotationKeys.Subnets, value, Examples);
        return text.ReadJson(root =>
        {
            var items = new List<InterfaceSubnets>();
            foreach (var item in text.Items(root, "the value")) items.Add(Item(text, item, $"item {items.Count}"));
            return items.Count > 0 ? Checked(text, items) : throw text.Invalid("it has no item");
        });
    }

    private static InterfaceSubnets Item(AnnotationText text, JsonElement element, string what)
    {
        var members = text.Members(element, what, Keys);
        var nic = text.ReadString(members, "interface") is { Length: > 0 } named ? named : DefaultNic;
        if (!DnsName.IsInterface(nic))
            throw text.Invalid($"{what} has the interface \"{Excerpt.Of(nic)}\", which is no interface name");
        var item = new InterfaceSubnets(nic, text.ReadPoolNames(members, "ipv4"), text.ReadPoolNames(members, "ipv6"));
        return item.IPv4.Count + item.IPv6.Count > 0 ? item : throw text.Invalid($"{what} names no subnet");
    }

    private static IReadOnlyList<InterfaceSubnets> Checked(AnnotationText text, IReadOnlyList<InterfaceSubnets> items)
    {
        if (items.GroupBy(item => item.Nic).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw text.Invalid($"interface {twice.Key} is there twice");
        var names = items.SelectMany(item => item.IPv4.Concat(item.IPv6)).ToList();
        if (names.Find(name => Glob.IsGlob(name)) is { } glob)
            throw text.Invalid($"\"{Excerpt.Of(glob)}\" is a wildcard: subnets are named each");
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } shared)
            throw text.Invalid($"subnet {shared.Key} is there twice");
        return items;
    }
}
