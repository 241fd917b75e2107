using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Networks;

/// <summary>What to do about the NetworkAttachmentDefinition of a SpiderMultusConfig, and why.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Definition">What to write; null when nothing is written.</param>
/// <param name="Reason">Why; <see cref="Reason.AsExpected"/> when there is nothing to tell.</param>
/// <param name="Message">The same, for people.</param>
internal sealed record NetworkPlan(NetworkAction Action, NetworkAttachmentDefinition? Definition, Reason Reason, string Message)
{
    /// <summary>Decides from what there is.</summary>
    /// <param name="config">As last seen, not being deleted.</param>
    /// <param name="present">The definition that has its name now; null for none.</param>
    public static NetworkPlan For(SpiderMultusConfig config, NetworkAttachmentDefinition? present)
    {
        NetworkAttachmentDefinition wanted;
        try
        {
            wanted = NetworkDefinition.Of(config);
        }
        catch (ReasonException e)
        {
            return new(NetworkAction.Refuse, null, e.Reason, $"SpiderMultusConfig {config.Key}: {e.Detail}");
        }
        var ready = ReadyMessage(config);
        if (present is null) return new(NetworkAction.Create, wanted, Reason.AsExpected, ready);
        var owner = NetworkDefinition.ControllerOf(present);
        if (owner is not null && owner.Uid != config.Metadata.Uid)
        {
            return new(NetworkAction.Refuse, null, Reason.NetworkNameTaken,
                $"NetworkAttachmentDefinition {wanted.Key} belongs to {owner.Kind} {owner.Name}; it stays as it is");
        }
        // One that is going away is made anew once it is gone.
        if (present.Metadata.IsTerminating || IsSame(present, wanted)) return new(NetworkAction.Keep, null, Reason.AsExpected, ready);
        var corrected = Corrected(present, wanted);
        return owner is null
            ? new(NetworkAction.Replace, corrected, Reason.NetworkAdopted,
                $"NetworkAttachmentDefinition {wanted.Key} belonged to nobody, now to SpiderMultusConfig {config.Key}")
            : new(NetworkAction.Replace, corrected, Reason.NetworkRepaired,
                $"NetworkAttachmentDefinition {wanted.Key} was not as SpiderMultusConfig {config.Key} says; put back");
    }

    public static string ReadyMessage(SpiderMultusConfig config) => $"NetworkAttachmentDefinition "
        + $"{config.Metadata.Namespace}/{NetworkDefinition.NameOf(config)} is as SpiderMultusConfig {config.Key} says";

    private static bool IsSame(NetworkAttachmentDefinition present, NetworkAttachmentDefinition wanted) =>
        (present.Spec?.Config ?? "") == (wanted.Spec!.Config ?? "")
        && present.Metadata.OwnerReferences?.Contains(wanted.Metadata.OwnerReferences![0]) is true
        && AreSame(present.Metadata.Annotations, wanted.Metadata.Annotations);

    private static bool AreSame(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0)
        && (left?.All(pair => right!.TryGetValue(pair.Key, out var value) && value == pair.Value) ?? true);

    /// <summary>Labels, finalizers and owners beside the controller are other people's, and stay.</summary>
    private static NetworkAttachmentDefinition Corrected(NetworkAttachmentDefinition present, NetworkAttachmentDefinition wanted)
    {
        var others = present.Metadata.OwnerReferences?.Where(IsOther) ?? [];
        return present with
        {
            Metadata = present.Metadata with
            {
                Annotations = wanted.Metadata.Annotations,
                OwnerReferences = [.. others, wanted.Metadata.OwnerReferences![0]],
            },
            Spec = (present.Spec ?? new()) with { Config = wanted.Spec!.Config },
        };
    }

    private static bool IsOther(OwnerReference owner) => owner.Controller is not true && owner.Kind != SpiderMultusConfig.Definition.Kind;
}
