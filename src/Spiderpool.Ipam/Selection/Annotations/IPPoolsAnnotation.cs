using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Matching;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>
/// ipam.spidernet.io/ippools: one item for each interface. Either all items name their interface or none does; then
/// item i goes to the i-th interface of the pod (spec/ipam.md 4.3).
/// </summary>
internal static class IPPoolsAnnotation
{
    private const string Example = """[{"interface":"eth0","ipv4":["pool-a"]},{"interface":"net1","ipv6":["pool-b"]}]""";

    private static readonly string[] Keys = ["interface", "ipv4", "ipv6", "cleangateway"];

    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<InterfaceRule> Parse(string owner, string value)
    {
        var text = new AnnotationText(owner, AnnotationKeys.IPPools, value, Example);
        return text.ReadJson(root =>
        {
            var rules = new List<InterfaceRule>();
            foreach (var item in text.Items(root, "the value")) rules.Add(ParseItem(text, item, rules.Count));
            Check(text, rules);
            return rules;
        });
    }

    private static InterfaceRule ParseItem(AnnotationText text, JsonElement item, int index)
    {
        var what = $"item {index}";
        var members = text.Members(item, what, Keys);
        var nic = text.ReadString(members, "interface") ?? "";
        if (nic.Length > 0 && !DnsName.IsInterface(nic))
        {
            throw text.Invalid($"{what} has the interface \"{Excerpt.Of(nic)}\", which is no interface name");
        }
        var rule = InterfaceRule.Of(nic.Length > 0 ? nic : $"{index}", text.ReadBoolean(members, "cleangateway"),
            text.ReadPoolNames(members, "ipv4"), text.ReadPoolNames(members, "ipv6"));
        if (rule.Families.Count == 0) throw text.Invalid($"{what} names no pool");
        return rule with { IsUnnamed = nic.Length == 0, Index = index };
    }

    private static void Check(AnnotationText text, List<InterfaceRule> rules)
    {
        if (rules.Count == 0) throw text.Invalid("it has no item");
        if (rules.Any(rule => rule.IsUnnamed != rules[0].IsUnnamed))
        {
            throw text.Invalid("some items have \"interface\" and some have not; give it to all or to none");
        }
        if (rules.GroupBy(rule => rule.Nic).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw text.Invalid($"interface {twice.Key} is there twice");
        }
    }
}
