using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes;

/// <summary>
/// Objects have most of their texts in common, and each comes with copies of its own. What is kept shares them: the values are
/// the same, the memory of a full node or cluster is half. For the transform of an informer.
/// </summary>
/// <param name="mostTexts">
/// As many different texts as there are namespaces, nodes, pools and gateways; others are kept as they came.
/// </param>
public sealed class SharedParts(int mostTexts = 1024)
{

    /// <summary>Pods of one application come together, and have the same labels and annotations.</summary>
    private const int MostMaps = 16;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Queue<IReadOnlyDictionary<string, string>> _maps = new();
    private IReadOnlyList<string>? _finalizers;

    public SpiderEndpoint Of(SpiderEndpoint endpoint) => endpoint with
    {
        ApiVersion = null,
        Kind = null,
        Metadata = Of(endpoint.Metadata),
        Status = endpoint.Status is { } status ? Of(status, endpoint.Metadata) : null,
    };

    /// <summary>Of pods the typed fields are kept: some hundred bytes instead of ten thousand.</summary>
    public Pod Of(Pod pod) => new()
    {
        Metadata = Of(pod.Metadata) with { OtherFields = null },
        Spec = pod.Spec is { } spec
            ? spec with { NodeName = Text(spec.NodeName), RestartPolicy = Text(spec.RestartPolicy), OtherFields = null }
            : null,
        Status = pod.Status is { } status
            ? status with { Phase = Text(status.Phase), Reason = Text(status.Reason), OtherFields = null }
            : null,
    };

    private ObjectMeta Of(ObjectMeta metadata) => metadata with
    {
        Namespace = Text(metadata.Namespace),
        Labels = Map(metadata.Labels),
        Annotations = Map(metadata.Annotations),
        Finalizers = Finalizers(metadata.Finalizers),
        OwnerReferences = metadata.OwnerReferences is { Count: > 0 } owners ? [.. owners.Select(owner => Of(owner, metadata))] : null,
    };

    private OwnerReference Of(OwnerReference owner, ObjectMeta metadata) => owner with
    {
        ApiVersion = Text(owner.ApiVersion)!,
        Kind = Text(owner.Kind)!,
        Name = owner.Name == metadata.Name ? metadata.Name : Text(owner.Name)!,
    };

    private SpiderEndpointStatus Of(SpiderEndpointStatus status, ObjectMeta metadata) => status with
    {
        OwnerControllerType = Text(status.OwnerControllerType)!,
        OwnerControllerName = status.OwnerControllerName == metadata.Name ? metadata.Name : Text(status.OwnerControllerName)!,
        Current = status.Current with
        {
            Uid = metadata.OwnerReferences?.FirstOrDefault(owner => owner.Uid == status.Current.Uid)?.Uid ?? status.Current.Uid,
            Node = Text(status.Current.Node)!,
            Ips = [.. status.Current.Ips.Select(Of)],
        },
    };

    private InterfaceAllocation Of(InterfaceAllocation item) => item with
    {
        Interface = Text(item.Interface)!,
        Ipv4Pool = Text(item.Ipv4Pool),
        Ipv6Pool = Text(item.Ipv6Pool),
        Ipv4Gateway = Text(item.Ipv4Gateway),
        Ipv6Gateway = Text(item.Ipv6Gateway),
    };

    private IReadOnlyDictionary<string, string>? Map(IReadOnlyDictionary<string, string>? map)
    {
        if (map is null) return null;
        lock (_gate)
        {
            if (_maps.FirstOrDefault(other => IsSame(other, map)) is { } shared) return shared;
            if (_maps.Count == MostMaps) _maps.Dequeue();
            _maps.Enqueue(map);
            return map;
        }
    }

    private static bool IsSame(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var value) && value == entry.Value);

    private IReadOnlyList<string>? Finalizers(IReadOnlyList<string>? finalizers) =>
        finalizers is [SpiderpoolGroup.Finalizer] ? _finalizers ??= finalizers : finalizers;

    private string? Text(string? text)
    {
        if (text is null) return null;
        lock (_gate)
        {
            if (_texts.TryGetValue(text, out var shared)) return shared;
            if (_texts.Count < mostTexts) _texts.Add(text);
            return text;
        }
    }
}
