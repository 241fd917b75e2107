using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Networks;

/// <summary>Pure: the NetworkAttachmentDefinition that a SpiderMultusConfig asks for (spec/cni.md 7, spec/crds.md 8.4).</summary>
internal static class NetworkDefinition
{
    /// <summary>What kubectl wrote about the SpiderMultusConfig; on another object it would mislead the next kubectl apply.</summary>
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static string NameOf(SpiderMultusConfig config) =>
        config.Metadata.Annotation(NetworkAnnotations.CustomResourceName) is { Length: > 0 } name ? name : config.Metadata.Name ?? "";

    /// <exception cref="ReasonException"><see cref="Reason.NetworkInvalid"/>.</exception>
    public static NetworkAttachmentDefinition Of(SpiderMultusConfig config) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = config.Metadata.Namespace,
            Name = NameOf(config),
            Annotations = AnnotationsOf(config),
            OwnerReferences = [OwnerOf(config)],
        },
        Spec = new NetworkAttachmentDefinitionSpec { Config = NetworkConfiguration.Of(config) },
    };

    /// <summary>The extended resource that a pod of the network needs; null for none.</summary>
    public static string? ResourceOf(SpiderMultusConfigSpec spec) => spec switch
    {
        { CniType: CniType.Sriov, Sriov.ResourceName: { Length: > 0 } name } => name,
        { CniType: CniType.IbSriov, Ibsriov.ResourceName: { Length: > 0 } name } => name,
        { CniType: CniType.Ovs, Ovs: { DeviceID.Length: > 0, Bridge: var bridge } } => $"ovs-cni.network.kubevirt.io/{bridge}",
        _ => null,
    };

    /// <summary>Whether the SpiderMultusConfig of this UID controls the definition.</summary>
    public static bool IsOf(NetworkAttachmentDefinition definition, string? uid) =>
        ControllerOf(definition) is { } owner && owner.Uid == uid;

    public static OwnerReference? ControllerOf(NetworkAttachmentDefinition definition) =>
        definition.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true);

    private static Dictionary<string, string>? AnnotationsOf(SpiderMultusConfig config)
    {
        var annotations = new Dictionary<string, string>(config.Metadata.Annotations ?? new Dictionary<string, string>());
        annotations.Remove(LastApplied);
        if (ResourceOf(config.Spec) is { } resource) annotations[NetworkAnnotations.ResourceName] = resource;
        return annotations.Count == 0 ? null : annotations;
    }

    private static OwnerReference OwnerOf(SpiderMultusConfig config) => new()
    {
        ApiVersion = SpiderpoolGroup.ApiVersion,
        Kind = SpiderMultusConfig.Definition.Kind,
        Name = config.Metadata.Name!,
        Uid = config.Metadata.Uid!,
        Controller = true,
        BlockOwnerDeletion = true,
    };
}
