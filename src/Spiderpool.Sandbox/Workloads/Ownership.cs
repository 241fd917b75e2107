using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>Who controls what, by <c>metadata.ownerReferences</c>.</summary>
internal static class Ownership
{
    public static OwnerReference? Controller(this KubernetesObject item) =>
        item.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true);

    public static OwnerReference ReferenceTo<T>(T owner) where T : KubernetesObject, IKubernetesResource<T> => new()
    {
        ApiVersion = T.Definition.ApiVersion,
        Kind = T.Definition.Kind,
        Name = owner.Metadata.Name!,
        Uid = owner.Metadata.Uid!,
        Controller = true,
        BlockOwnerDeletion = true,
    };
}
