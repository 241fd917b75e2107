using System.Globalization;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Subnets;

/// <summary>Pools that were made for an application: whose they are, and what says so (spec/crds.md 3.5).</summary>
public static class AutomaticPool
{
    /// <summary>Whether it was made for an application.</summary>
    public static bool Is(SpiderIPPool pool) => pool.Metadata.Label(LabelKeys.OwnerApplicationName) is not null;

    /// <summary>Whether it goes with its application.</summary>
    public static bool IsReclaimed(SpiderIPPool pool) => pool.Metadata.Label(LabelKeys.IPPoolReclaim) != "false";

    /// <summary>Version of the subnet's entry that the ranges of the pool are; 0 before the first.</summary>
    public static long VersionOf(SpiderIPPool pool) =>
        long.TryParse(
            pool.Metadata.Annotation(AnnotationKeys.SubnetGrant), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;

    /// <summary>The application that the pool names, with the UID that it had last; null when it names none.</summary>
    public static TopController? ApplicationOf(SpiderIPPool pool)
    {
        if (!Is(pool) || pool.Spec.PodAffinity?.MatchLabels is not { } labels) return null;
        string Value(string key) => labels.TryGetValue(key, out var value) ? value : "";
        var (group, version) = (Value(LabelKeys.AppApiGroup), Value(LabelKeys.AppApiVersion));
        return new TopController(group.Length == 0 ? version : $"{group}/{version}", Value(LabelKeys.AppKind),
            Value(LabelKeys.AppNamespace), Value(LabelKeys.AppName), pool.Metadata.Label(LabelKeys.OwnerApplicationUid) ?? "");
    }

    /// <summary>An application as a subnet's status shows it (spec/crds.md 4.2).</summary>
    public static string ApplicationText(TopController application) =>
        $"{application.ApiVersion.Replace('/', '_')}_{application.Kind}_{application.Namespace}_{application.Name}";

    /// <summary>Whether the pool is of an application of this kind and name, whatever its UID.</summary>
    public static bool IsOf(SpiderIPPool pool, TopController application) =>
        ApplicationOf(pool) is { } found && found with { Uid = application.Uid } == application;

    /// <summary>
    /// Whether the pool is that of the group in a subnet: of this very application, or left over by one of its name for the next
    /// one, if neither of both takes its pools with it.
    /// </summary>
    public static bool Serves(SpiderIPPool pool, PoolGroup group, string subnet) =>
        IsFor(pool, group.Nic, group.Family) && pool.Metadata.Label(LabelKeys.OwnerSpiderSubnet) == subnet
        && IsOf(pool, group.Application)
        && (pool.Metadata.Label(LabelKeys.OwnerApplicationUid) == group.Application.Uid || !(group.Reclaim || IsReclaimed(pool)));

    /// <summary>Whether the pool is for an interface and a family.</summary>
    public static bool IsFor(SpiderIPPool pool, string nic, IPFamily family) =>
        pool.Metadata.Label(LabelKeys.Interface) == nic && pool.Metadata.Label(LabelKeys.IPVersion) == family.ToString();

    /// <summary>The pool without addresses. It gets them once the subnet says that they are its own.</summary>
    public static SpiderIPPool New(PoolGroup group, SpiderSubnet subnet, string name) => With(
        new SpiderIPPool
        {
            Metadata = new ObjectMeta { Name = name, Finalizers = [SpiderpoolGroup.Finalizer] },
            Spec = new SpiderIPPoolSpec
            {
                IpVersion = group.Family == IPFamily.IPv4 ? 4 : 6,
                Subnet = subnet.Spec.Subnet,
                Ips = [],
                Gateway = subnet.Spec.Gateway,
                Routes = subnet.Spec.Routes,
            },
        }, group, subnet);

    /// <summary>The pool with the labels, annotations and affinity of the group.</summary>
    public static SpiderIPPool With(SpiderIPPool pool, PoolGroup group, SpiderSubnet subnet)
    {
        var (app, owned) = (group.Application, PoolOwnership.Adopt(pool, subnet));
        return owned with
        {
            Metadata = owned.Metadata with
            {
                Labels = Merged(pool.Metadata.Labels, new()
                {
                    [LabelKeys.OwnerSpiderSubnet] = subnet.Metadata.Name!,
                    [LabelKeys.OwnerApplicationGv] = LabelText.Of(app.ApiVersion.Replace('/', '_')),
                    [LabelKeys.OwnerApplicationKind] = LabelText.Of(app.Kind),
                    [LabelKeys.OwnerApplicationNamespace] = LabelText.Of(app.Namespace),
                    [LabelKeys.OwnerApplicationName] = LabelText.Of(app.Name),
                    [LabelKeys.OwnerApplicationUid] = app.Uid,
                    [LabelKeys.Interface] = group.Nic,
                    [LabelKeys.IPVersion] = group.Family.ToString(),
                    [LabelKeys.IPPoolReclaim] = group.Reclaim ? "true" : "false",
                    [LabelKeys.IPPoolCidr] = LabelText.OfCidr(pool.Spec.Subnet),
                }),
                Annotations = Merged(pool.Metadata.Annotations, new() { [AnnotationKeys.IPPoolIPNumber] = group.Number.ToString() }),
            },
            Spec = owned.Spec with
            {
                PodAffinity = new LabelSelector
                {
                    MatchLabels = new Dictionary<string, string>
                    {
                        [LabelKeys.AppApiGroup] = app.ApiGroup,
                        [LabelKeys.AppApiVersion] = app.Version,
                        [LabelKeys.AppKind] = app.Kind,
                        [LabelKeys.AppNamespace] = app.Namespace,
                        [LabelKeys.AppName] = app.Name,
                    },
                },
            },
        };
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string>? present, Dictionary<string, string> added)
    {
        var merged = new Dictionary<string, string>(present ?? new Dictionary<string, string>());
        foreach (var (key, value) in added) merged[key] = value;
        return merged;
    }
}
