using Spiderpool.Addressing;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>A CIDR as the value of a label (spec/crds.md 2): <c>172.18.0.0/16</c> becomes <c>172-18-0-0-16</c>.</summary>
internal static class CidrLabel
{
    public static string Of(Prefix subnet) => subnet.ToString().Replace('.', '-').Replace(':', '-').Replace('/', '-');
}
