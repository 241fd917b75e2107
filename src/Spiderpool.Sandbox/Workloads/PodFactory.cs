using System.Text.Json;
using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Sandbox.Workloads;

/// <summary>Makes pods of templates.</summary>
internal static class PodFactory
{
    /// <summary>A pod whose name the API server completes.</summary>
    public static Pod Of(ReplicaSet owner) => Of(owner.Spec.Template, new ObjectMeta
    {
        GenerateName = $"{owner.Metadata.Name}-",
        Namespace = owner.Metadata.Namespace,
        Labels = owner.Spec.Template.Metadata.Labels,
        OwnerReferences = [Ownership.ReferenceTo(owner)],
    });

    /// <summary>The pod with that number.</summary>
    public static Pod Of(StatefulSet owner, int ordinal)
    {
        var name = $"{owner.Metadata.Name}-{ordinal}";
        var pod = Of(owner.Spec.Template, new ObjectMeta
        {
            Name = name,
            Namespace = owner.Metadata.Namespace,
            Labels = new Dictionary<string, string>(owner.Spec.Template.Metadata.Labels ?? new Dictionary<string, string>())
            {
                ["statefulset.kubernetes.io/pod-name"] = name,
                ["apps.kubernetes.io/pod-index"] = $"{ordinal}",
                [TemplateHash.StatefulSetLabel] = TemplateHash.Of(owner.Spec.Template),
            },
            OwnerReferences = [Ownership.ReferenceTo(owner)],
        });
        pod.Spec!.OtherFields ??= [];
        pod.Spec.OtherFields["hostname"] = JsonSerializer.SerializeToElement(name);
        return pod;
    }

    private static Pod Of(PodTemplate template, ObjectMeta metadata)
    {
        var spec = template.Spec is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given) : null;
        var pod = new JsonObject { ["spec"] = spec ?? [] }.Deserialize(Pod.JsonType)!;
        return pod with { Metadata = metadata with { Annotations = template.Metadata.Annotations } };
    }
}
