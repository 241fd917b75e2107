using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Configuration;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Ipam.Subnets;
using Spiderpool.Kubernetes;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Subnets;

/// <summary>A controller that leads, with subnets, and applications that nobody makes pods of.</summary>
internal sealed class SubnetCluster(HostedController hosted) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public HostedController Hosted => hosted;

    public KubernetesClient Client => hosted.Client;

    private static CancellationToken Cancellation => HostedController.Cancellation;

    public static async Task<SubnetCluster> StartAsync(
        ApiServerFixture server, Func<ControllerOptions, ControllerOptions>? configure = null) =>
        new(await HostedController.StartAsync(server, options => (configure ?? (same => same))(
            options with { Reclaim = options.Reclaim with { Enabled = false } })));

    public string Name(string prefix) => hosted.Name(prefix);

    /// <summary>Creates a subnet and waits until its counts are there.</summary>
    public async Task<SpiderSubnet> CreateSubnetAsync(string prefix, string cidr, params string[] ips)
    {
        var subnet = await hosted.CreateAsync(new SpiderSubnet
        {
            Metadata = new ObjectMeta { Name = Name(prefix) },
            Spec = new() { IpVersion = cidr.Contains(':') ? 6 : 4, Subnet = cidr, Ips = ips },
        });
        return await UntilSubnetAsync(subnet.Key, found => found.Status?.FreeIPCount is not null);
    }

    /// <summary>Creates an application.</summary>
    /// <param name="kind">Of apps/v1 or batch/v1.</param>
    /// <param name="name">Unlike other names.</param>
    /// <param name="pods">Replicas, or parallelism.</param>
    /// <param name="annotations">Of the pod template.</param>
    public async Task<string> CreateAsync(string kind, string name, int pods, params (string Key, string Value)[] annotations)
    {
        var manifest = Manifests.Of(kind, name, pods, annotations).ToJsonString();
        try
        {
            await Client.CreateFromManifestAsync(Manifests.PathOf(kind, hosted.Namespace), manifest, Cancellation);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            Assert.Skip($"the API server has no {kind} of v1");
        }
        return name;
    }

    /// <summary>A Deployment that names one subnet.</summary>
    public Task<string> DeployAsync(string prefix, int replicas, SpiderSubnet subnet, params (string Key, string Value)[] more) =>
        CreateAsync("Deployment", Name(prefix), replicas, [Subnet(subnet), .. more]);

    public Task PatchAsync<T>(string name, JsonNode body, string? subresource = null)
        where T : KubernetesObject, IKubernetesResource<T> => Client.PatchAsync<T>(
            hosted.Namespace, name, PatchType.Merge, Encoding.UTF8.GetBytes(body.ToJsonString()), subresource, Cancellation);

    public Task ScaleAsync<T>(string name, int replicas) where T : KubernetesObject, IKubernetesResource<T> =>
        PatchAsync<T>(name, new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } });

    public Task AnnotateAsync<T>(string name, params (string Key, string? Value)[] annotations)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var values = new JsonObject();
        foreach (var (key, value) in annotations) values[key] = value;
        var template = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = values } };
        return PatchAsync<T>(name, new JsonObject { ["spec"] = new JsonObject { ["template"] = template } });
    }

    public Task DeleteAsync<T>(string name) where T : KubernetesObject, IKubernetesResource<T> => Client.DeleteAsync<T>(
        hosted.Namespace, name, new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, Cancellation);

    public IReadOnlyList<SpiderIPPool> PoolsOf(string application) => [.. hosted.Informers.Pools.Snapshot()
        .Where(pool => AutomaticPool.ApplicationOf(pool)?.Name == application).OrderBy(pool => pool.Metadata.Name)];

    /// <summary>Waits until the automatic pools of an application are as wanted.</summary>
    public Task<IReadOnlyList<SpiderIPPool>> UntilPoolsAsync(string application, Func<IReadOnlyList<SpiderIPPool>, bool> condition) =>
        UntilAsync(hosted.Informers.Pools, () => PoolsOf(application), condition,
            () => $"pools of {application}: {string.Join("; ", PoolsOf(application).Select(Describe))}");

    /// <summary>Waits until an application has one pool, of so many addresses.</summary>
    public async Task<SpiderIPPool> UntilSizeAsync(string application, int size) =>
        (await UntilPoolsAsync(application, pools => pools.Count == 1 && SizeOf(pools[0]) == size)).Single();

    public async Task<SpiderSubnet> UntilSubnetAsync(string name, Func<SpiderSubnet, bool> condition) => (await UntilAsync(
        hosted.Informers.Subnets, () => hosted.Informers.Subnets.TryGet(name, out var subnet) ? subnet : null,
        subnet => subnet is not null && condition(subnet), () => $"subnet {name}: {Last(name)?.Status}"))!;

    /// <summary>Waits until so many addresses of the subnet are free.</summary>
    public Task<SpiderSubnet> UntilFreeAsync(SpiderSubnet subnet, long free) =>
        UntilSubnetAsync(subnet.Key, found => found.Status?.FreeIPCount == free);

    public async Task UntilGoneAsync(SpiderIPPool pool) => await HostedController.UntilAsync(
        hosted.Informers.Pools, pool.Key, found => found?.Metadata.Uid != pool.Metadata.Uid);

    /// <summary>Pods get addresses of a pool, as agents would give them.</summary>
    public Task HoldAsync(SpiderIPPool pool, params string[] uids) => ChangeRecordsAsync(
        pool, uids.Select(uid => (LedgerRequest)new LedgerRequest.Grant($"{hosted.Namespace}/{uid}", uid, "eth0")));

    /// <summary>Pods give their addresses back.</summary>
    public Task ReleaseAsync(SpiderIPPool pool, params string[] uids) =>
        ChangeRecordsAsync(pool, uids.Select(uid => (LedgerRequest)new LedgerRequest.Release(uid, "eth0")));

    /// <summary>Waits for an event about an application.</summary>
    public Task EventAsync(string application, Reason reason) => RawEventAsync(application, reason.Name);

    public static int SizeOf(SpiderIPPool pool) => (int)Spiderpool.Ipam.PoolRanges.Of(pool).Usable.AddressCount;

    public static (string, string) Subnet(params SpiderSubnet[] ipv4) => (AnnotationKeys.Subnet,
        $$"""{"ipv4":[{{string.Join(',', ipv4.Select(subnet => $"\"{subnet.Metadata.Name}\""))}}]}""");

    public ValueTask DisposeAsync() => hosted.DisposeAsync();

    private SpiderSubnet? Last(string name) => hosted.Informers.Subnets.TryGet(name, out var subnet) ? subnet : null;

    private static string Describe(SpiderIPPool pool) =>
        $"{pool.Metadata.Name}{(pool.Metadata.IsTerminating ? " (ending)" : "")} [{string.Join(',', pool.Spec.Ips ?? [])}]";

    private async Task ChangeRecordsAsync(SpiderIPPool pool, IEnumerable<LedgerRequest> requests)
    {
        var wanted = requests.ToList();
        while (true)
        {
            var latest = await Client.GetAsync<SpiderIPPool>(null, pool.Metadata.Name!, Cancellation);
            var result = PoolLedger.Read(latest).Apply(wanted, RangeSet.Empty, LedgerLimits.Default);
            Assert.All(result.Outcomes, outcome => Assert.Null(outcome.Refusal));
            try
            {
                await Client.ReplaceStatusAsync(latest with { Status = result.Status }, Cancellation);
                return;
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // The controller was faster.
            }
        }
    }

    private async Task RawEventAsync(string application, string reason)
    {
        var events = new Informer<Event>(Client, new InformerOptions { Namespace = hosted.Namespace },
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await using (events)
        {
            _ = events.RunAsync(Cancellation);
            await UntilAsync(events, () => events.Snapshot(), all => all.Any(item =>
                item.InvolvedObject.Name == application && item.Reason == reason), () => $"no event {reason} of {application}");
        }
    }

    private static async Task<TState> UntilAsync<T, TState>(
        Informer<T> informer, Func<TState> state, Func<TState, bool> condition, Func<string> describe)
        where T : KubernetesObject, IKubernetesResource<T>
    {
        var met = new TaskCompletionSource<TState>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check()
        {
            var now = state();
            if (condition(now)) met.TrySetResult(now);
        }

        using var subscription = informer.Subscribe(_ => Check());
        Check();
        try
        {
            return await met.Task.WaitAsync(Patience, Cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"in vain: {describe()}");
            throw;
        }
    }
}
