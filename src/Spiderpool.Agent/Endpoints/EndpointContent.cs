using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Agent.Endpoints;

/// <summary>Pure: what the endpoint of a pod contains (spec/crds.md 6, spec/ipam.md 4.9).</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Controller">Its top controller.</param>
/// <param name="Node">Node of this agent.</param>
/// <param name="SandboxID">Container ID of the ADD.</param>
/// <param name="IsStatic">Whether the addresses outlive the pod.</param>
public sealed record EndpointContent(Pod Pod, TopController Controller, string Node, string SandboxID, bool IsStatic)
{
    /// <summary>Name of the endpoint, which that of a virtual machine has from the machine.</summary>
    public string Name { get; init; } = Pod.Metadata.Name!;

    /// <summary>Whether the sandbox has had its DEL already: it does not become the one that holds the addresses.</summary>
    public bool IsLate { get; init; }

    /// <summary>
    /// The endpoint with the given interfaces added or replaced. The same object when nothing changes; without a
    /// resourceVersion when the present one belongs to another pod and must be replaced as a whole.
    /// </summary>
    public SpiderEndpoint With(SpiderEndpoint? present, IReadOnlyList<InterfaceAllocation> interfaces)
    {
        var isSamePod = present?.Status?.Current.Uid == Pod.Metadata.Uid;
        if (present is null || (!isSamePod && !IsStatic)) return Describe(NewMetadata(), IsLate ? "" : SandboxID, interfaces);
        // Unclaimed items come with their claimed neighbours, all anew and in their order.
        var kept = present.Status?.Current.Ips
            .Where(old => old.Interface.Length > 0 && interfaces.All(i => i.Interface != old.Interface)).ToList() ?? [];
        if (isSamePod) RefuseClaimedTwice(kept, interfaces);
        var sandbox = !IsLate ? SandboxID : isSamePod ? present.Status!.Current.SandboxID : "";
        var described = Describe(WithNodeLabel(present.Metadata), sandbox, [.. kept, .. interfaces]);
        if (IsSame(present, described)) return present;
        return described with
        {
            OtherFields = present.OtherFields,
            Status = described.Status! with { OtherFields = present.Status?.OtherFields },
        };
    }

    /// <summary>Of items without interface names two ADDs may claim the same one while the cache lags behind.</summary>
    private void RefuseClaimedTwice(List<InterfaceAllocation> kept, IReadOnlyList<InterfaceAllocation> interfaces)
    {
        var twice = interfaces.FirstOrDefault(i => kept.Exists(old =>
            (i.Ipv4 is not null && i.Ipv4 == old.Ipv4) || (i.Ipv6 is not null && i.Ipv6 == old.Ipv6)));
        if (twice is null) return;
        throw new ReasonException(Reason.UpdateConflict,
            $"SpiderEndpoint {Pod.Metadata.Namespace}/{Name}: another interface claimed {twice.Ipv4 ?? twice.Ipv6} before "
            + twice.Interface);
    }

    private SpiderEndpoint Describe(ObjectMeta metadata, string? sandbox, IReadOnlyList<InterfaceAllocation> interfaces) => new()
    {
        ApiVersion = SpiderpoolGroup.ApiVersion,
        Kind = SpiderEndpoint.Definition.Kind,
        Metadata = metadata,
        Status = new SpiderEndpointStatus
        {
            OwnerControllerType = Controller.Kind,
            OwnerControllerName = Controller.Name,
            Current = new PodAllocation { Uid = Pod.Metadata.Uid!, Node = Node, SandboxID = sandbox, Ips = interfaces },
        },
    };

    private ObjectMeta NewMetadata() => new()
    {
        Namespace = Pod.Metadata.Namespace,
        Name = Name,
        Labels = new Dictionary<string, string> { [LabelKeys.EndpointNode] = NodeLabel },
        Finalizers = [SpiderpoolGroup.Finalizer],
        OwnerReferences = IsStatic
            ? null
            : [new OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = Pod.Metadata.Name!, Uid = Pod.Metadata.Uid! }],
    };

    private ObjectMeta WithNodeLabel(ObjectMeta metadata) => metadata.Label(LabelKeys.EndpointNode) == NodeLabel
        ? metadata
        : metadata with
        {
            Labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>())
            {
                [LabelKeys.EndpointNode] = NodeLabel,
            },
        };

    private string NodeLabel => EndpointNodeLabel.Of(Node);

    private static bool IsSame(SpiderEndpoint present, SpiderEndpoint wanted) =>
        ReferenceEquals(present.Metadata, wanted.Metadata)
        && present.Status is { } a && wanted.Status is { } b
        && a.OwnerControllerType == b.OwnerControllerType && a.OwnerControllerName == b.OwnerControllerName
        && a.Current with { Ips = [] } == b.Current with { Ips = [] } && a.Current.Ips.SequenceEqual(b.Current.Ips);
}
