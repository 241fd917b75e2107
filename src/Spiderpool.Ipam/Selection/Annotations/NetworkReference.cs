namespace Spiderpool.Ipam.Selection.Annotations;

/// <summary>One entry of a Multus annotation: a NetworkAttachmentDefinition and, perhaps, the interface it becomes.</summary>
internal sealed record NetworkReference(string Namespace, string Name, string? Interface)
{
    public override string ToString() => $"{Namespace}/{Name}";
}
