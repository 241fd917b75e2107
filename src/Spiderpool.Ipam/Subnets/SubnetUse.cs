using Spiderpool.Api;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection.Annotations;

namespace Spiderpool.Ipam.Subnets;

/// <summary>What the annotations of a pod, or of a pod template, say of automatic pools (spec/ipam.md 3.1).</summary>
/// <param name="Interfaces">At least one; no subnet is named twice.</param>
/// <param name="Number">Null for what the configuration says.</param>
/// <param name="Reclaim">Whether the pools go with the application.</param>
public sealed record SubnetUse(IReadOnlyList<InterfaceSubnets> Interfaces, AddressNumber? Number, bool Reclaim)
{
    /// <summary>Whether there is an annotation that names subnets.</summary>
    public static bool IsIn(ObjectMeta metadata) =>
        metadata.Annotation(AnnotationKeys.Subnets) is not null || metadata.Annotation(AnnotationKeys.Subnet) is not null;

    /// <param name="owner">Whose annotations they are, for messages: <c>pod shop/web-0</c>.</param>
    /// <param name="metadata">Of the pod or of the template.</param>
    /// <returns>Null when no annotation names a subnet.</returns>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static SubnetUse? Parse(string owner, ObjectMeta metadata)
    {
        var interfaces = metadata.Annotation(AnnotationKeys.Subnets) is { } many ? SubnetAnnotation.ParseMany(owner, many)
            : metadata.Annotation(AnnotationKeys.Subnet) is { } one ? SubnetAnnotation.ParseOne(owner, one)
            : null;
        if (interfaces is null) return null;
        var number = metadata.Annotation(AnnotationKeys.IPPoolIPNumber) is { } text
            ? AddressNumber.Parse(owner, text)
            : (AddressNumber?)null;
        return new SubnetUse(interfaces, number, ParseReclaim(owner, metadata.Annotation(AnnotationKeys.IPPoolReclaim)));
    }

    private static bool ParseReclaim(string owner, string? value)
    {
        if (value is null) return true;
        var text = new AnnotationText(owner, AnnotationKeys.IPPoolReclaim, value, "\"true\" or \"false\"");
        text.CheckLength();
        return bool.TryParse(value, out var reclaim)
            ? reclaim
            : throw text.Invalid($"\"{Addressing.Excerpt.Of(value)}\" is neither true nor false");
    }
}
