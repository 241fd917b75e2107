using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>ipam.spidernet.io/ippool: one list for each family, for whichever interface is asked for.</summary>
internal static class IPPoolAnnotation
{
    private const string Example = """{"ipv4":["pool-a","pool-b"],"ipv6":["pool-v6"]}""";

    private static readonly string[] Keys = ["ipv4", "ipv6"];

    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static InterfaceRule Parse(string owner, string value, string nic, bool cleanGateway)
    {
        var text = new AnnotationText(owner, AnnotationKeys.IPPool, value, Example);
        return text.ReadJson(root =>
        {
            var members = text.Members(root, "the value", Keys);
            var rule = InterfaceRule.Of(
                nic, cleanGateway, text.ReadPoolNames(members, "ipv4"), text.ReadPoolNames(members, "ipv6"));
            return rule.Families.Count > 0 ? rule : throw text.Invalid("it names no pool");
        });
    }
}
