using Spiderpool.Agent.Allocation;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Agent.Metrics;
using Spiderpool.Agent.Release;
using Spiderpool.Api;
using Spiderpool.Api.Core;

namespace Spiderpool.Agent.Tests.Allocation;

/// <summary>
/// Annotations larger than any that an API server stores: their size is found before they are parsed, the error names the key
/// and repeats nothing of the value.
/// </summary>
public sealed class OversizedAnnotationTests : IDisposable
{
    private const int Length = 10_000_000;

    private readonly AgentMetrics _metrics = new();
    private readonly PoolCommitters _committers;

    public OversizedAnnotationTests() => _committers = new PoolCommitters(
        new ContendedPools(new() { Metadata = new() { Name = "unused" }, Spec = new() { Subnet = "10.20.0.0/16" } },
            () => Assert.Fail("a pool is written")),
        new CommitOptions(), TimeProvider.System, new Random(1), _metrics);

    public static TheoryData<string, string> OfPods => new MatrixTheoryData<string, string>(
        [AnnotationKeys.IPPool, AnnotationKeys.IPPools, AnnotationKeys.Routes], ["text", "nested", "name", "names"]);

    [Theory]
    [MemberData(nameof(OfPods))]
    public async Task An_annotation_of_10_MB_of_a_pod_is_refused_in_one_line(string key, string shape)
    {
        var annotations = new Dictionary<string, string> { [key] = Make(shape) };
        // Routes are looked at once pools are named.
        annotations.TryAdd(AnnotationKeys.IPPool, """{"ipv4":["unused"]}""");
        if (key == AnnotationKeys.IPPools) annotations.Remove(AnnotationKeys.IPPool);

        AssertRefused(key, await AddAsync(annotations, []));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("nested")]
    [InlineData("names")]
    public async Task An_annotation_of_10_MB_of_a_namespace_is_refused_in_one_line(string shape) => AssertRefused(
        AnnotationKeys.DefaultIPv4IPPool, await AddAsync([], new() { [AnnotationKeys.DefaultIPv4IPPool] = Make(shape) }));

    public void Dispose()
    {
        _committers.Dispose();
        _metrics.Dispose();
    }

    private static void AssertRefused(string key, ReasonException failure)
    {
        Assert.Equal(Reason.InvalidAnnotation, failure.Reason);
        Assert.Contains(key, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.InRange(failure.Message.Length, 1, 500);
    }

    private static string Make(string shape) => shape switch
    {
        "text" => new string('x', Length),
        "nested" => new string('[', Length),
        "name" => $$"""{"ipv4":["{{new string('x', Length)}}"]}""",
        _ => $$"""{"ipv4":[{{string.Join(',', Enumerable.Repeat("\"a\"", Length / 4))}}]}""",
    };

    private async Task<ReasonException> AddAsync(Dictionary<string, string> ofPod, Dictionary<string, string> ofNamespace)
    {
        var cluster = new KnownCluster
        {
            Pod = new()
            {
                Metadata = new() { Namespace = "shop", Name = "web-0", Uid = "5a6c", Annotations = ofPod },
                Status = new() { Phase = "Running" },
            },
            Namespace = new Namespace { Metadata = new() { Name = "shop", Annotations = ofNamespace } },
        };
        var endpoints = new KnownEndpoints();
        var allocator = new Allocator(
            cluster, endpoints, new EndpointWriter(endpoints, TimeProvider.System, new Random(1)), _committers, new PodLocks(),
            new SandboxMemory(), new() { Selection = new() { EnableIPv4 = true } }, TimeProvider.System);
        return await Assert.ThrowsAsync<ReasonException>(() => allocator.AllocateAsync(
            new() { PodNamespace = "shop", PodName = "web-0", IfName = "eth0", ContainerID = "s1" },
            TestContext.Current.CancellationToken));
    }
}
