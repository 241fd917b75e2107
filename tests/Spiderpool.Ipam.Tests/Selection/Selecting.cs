using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Ipam.Selection;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Requests of pod shop/web-0 of Deployment web on node node-a, and what selections say of them.</summary>
internal static class Selecting
{
    public static SelectionOptions Options { get; } = new()
    {
        EnableIPv4 = true,
        EnableIPv6 = true,
        InstallNamespace = "kube-system",
    };

    /// <summary>A request of eth0 that nothing but the pools' own spec.default answers.</summary>
    public static SelectionRequest Request(params IReadOnlyCollection<SpiderIPPool> pools) => new()
    {
        IfName = "eth0",
        Pod = new Pod { Metadata = new ObjectMeta { Namespace = "shop", Name = "web-0", Labels = Map(("app", "web")) } },
        Namespace = new Namespace { Metadata = new ObjectMeta { Name = "shop", Labels = Map(("team", "a")) } },
        Node = new Node { Metadata = new ObjectMeta { Name = "node-a", Labels = Map(("rack", "r1")) } },
        Controller = new TopController("apps/v1", "Deployment", "shop", "web", "uid-web"),
        Options = Options,
        Pools = pools,
    };

    public static SelectionRequest WithPodAnnotation(this SelectionRequest request, string key, string value) =>
        request with { Pod = request.Pod with { Metadata = Annotate(request.Pod.Metadata, key, value) } };

    public static SelectionRequest WithNamespaceAnnotation(this SelectionRequest request, string key, string value) =>
        request with { Namespace = request.Namespace with { Metadata = Annotate(request.Namespace.Metadata, key, value) } };

    /// <summary>The IPv4 pools of the one source that names them: annotation ippool.</summary>
    public static SelectionRequest Naming(this SelectionRequest request, params string[] ipv4)
    {
        var names = string.Join(",", ipv4.Select(name => $"\"{name}\""));
        return request.WithPodAnnotation(AnnotationKeys.IPPool, $$"""{"ipv4":[{{names}}]}""");
    }

    public static SelectionResult Select(this SelectionRequest request) => PoolSelector.Select(request);

    /// <summary>Interfaces, families and pools in order: <c>eth0 IPv4: a b; eth0 IPv6: c</c>.</summary>
    public static string Chosen(this SelectionResult result) => string.Join("; ",
        from nic in result.Interfaces
        from family in nic.Families
        select $"{nic.Nic} {family.Family}: {string.Join(' ', family.Pools.Select(pool => pool.Metadata.Name))}");

    /// <summary>The pools of the only interface and family.</summary>
    public static string[] Names(this SelectionResult result) =>
        [.. result.Interfaces.Single().Families.Single().Pools.Select(pool => pool.Metadata.Name!)];

    /// <summary>The verdict that dropped the only pool.</summary>
    public static PoolVerdict Refusal(this SelectionResult result) =>
        result.Verdicts.Single(verdict => verdict.Reason is not null);

    /// <summary>Asserts that a selection failed, and how.</summary>
    public static ReasonException AssertFailure(this SelectionResult result, Reason reason)
    {
        var failure = Assert.IsType<ReasonException>(result.Failure);
        Assert.Equal(reason, failure.Reason);
        // One line for people, bounded whatever they were sent.
        Assert.DoesNotContain('\n', failure.Message);
        Assert.InRange(failure.Message.Length, 1, 4_000);
        return failure;
    }

    public static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);

    private static ObjectMeta Annotate(ObjectMeta metadata, string key, string value) => metadata with
    {
        Annotations = new Dictionary<string, string>(metadata.Annotations ?? new Dictionary<string, string>()) { [key] = value },
    };
}
