using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Agent.Allocation;
using Spiderpool.Agent.Cluster;
using Spiderpool.Agent.Commit;
using Spiderpool.Agent.Configuration;
using Spiderpool.Agent.Coordinators;
using Spiderpool.Agent.Endpoints;
using Spiderpool.Agent.Http;
using Spiderpool.Agent.Metrics;
using Spiderpool.Agent.Release;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Ipam.Ledger;
using Spiderpool.Kubernetes;

namespace Spiderpool.Agent.Tests;

/// <summary>The examples of docs/reference/reasons.md that the agent's messages are.</summary>
public sealed class ReasonExampleTests : IDisposable
{
    private static readonly SpiderIPPool Rack = new()
    {
        Metadata = new() { Name = "rack-a", ResourceVersion = "1" },
        Spec = new() { Subnet = "10.20.0.0/16", Ips = ["10.20.0.11-10.20.0.20"] },
    };

    private static readonly Pod Running = new()
    {
        Metadata = new() { Namespace = "shop", Name = "web-0", Uid = "5a6c" },
        Status = new() { Phase = "Running" },
    };

    private static readonly SpiderEndpoint OfStatefulSet = new()
    {
        Metadata = new() { Namespace = "shop", Name = "web-0" },
        Status = new() { OwnerControllerType = "StatefulSet", OwnerControllerName = "web", Current = new() { Uid = "5a6c" } },
    };

    private readonly CancellationTokenSource _deadline = new();
    private readonly AgentMetrics _metrics = new();
    private readonly PoolCommitters _committers;
    private int _losses;

    public ReasonExampleTests() => _committers = new PoolCommitters(
        new ContendedPools(Rack, Lose), new CommitOptions(), TimeProvider.System, new Random(1), _metrics);

    public void Dispose()
    {
        _committers.Dispose();
        _metrics.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public Task PodNotFound() => AssertExampleAsync(Reason.PodNotFound, () => AddAsync(new KnownCluster()));

    [Fact]
    public Task PodNotAlive() => AssertExampleAsync(Reason.PodNotAlive, () => AddAsync(new KnownCluster
    {
        Pod = Running with { Metadata = Running.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } },
    }));

    [Fact]
    public Task NotFound() => AssertExampleAsync(Reason.NotFound, () => AddAsync(new KnownCluster { Pod = Running }));

    [Fact]
    public Task ReleaseDisabled() => AssertExampleAsync(Reason.ReleaseDisabled, () => ReleaseConflictingAsync(allowed: false));

    [Fact]
    public Task StatefulWorkload() => AssertExampleAsync(Reason.StatefulWorkload, () => ReleaseConflictingAsync(allowed: true));

    [Fact]
    public Task UpdateConflict() => AssertExampleAsync(Reason.UpdateConflict, SubmitAsync);

    [Fact]
    public Task DeadlineExceeded() => AssertExampleAsync(Reason.DeadlineExceeded, () =>
    {
        _deadline.Cancel();
        return SubmitAsync();
    });

    [Fact]
    public Task ApiServerUnavailable() => AssertExampleAsync(Reason.ApiServerUnavailable, () =>
    {
        _deadline.Cancel();
        return NewWriter(new KnownEndpoints()).RemoveAsync(OfStatefulSet, _deadline.Token);
    });

    [Fact]
    public Task BadRequest() => AssertExampleAsync(Reason.BadRequest, () =>
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.Body) = ("POST", AgentPaths.Ip, new MemoryStream(Encoding.UTF8.GetBytes("null")));
        return JsonBody.ReadAsync(request, ApiJson.Default.IpamAddArgs, _deadline.Token);
    });

    [Fact]
    public Task InvalidConfiguration() => AssertExampleAsync(Reason.InvalidConfiguration, () =>
    {
        AgentConfiguration.Load(path: null, name => name switch
        {
            "SPIDERPOOL_POD_NAMESPACE" or "SPIDERPOOL_POD_NAME" => "x",
            "SPIDERPOOL_HEALTH_PORT" => "99999",
            _ => null,
        });
        return Task.CompletedTask;
    });

    [Fact]
    public Task AgentNotReady() => AssertExampleAsync(Reason.AgentNotReady, () =>
    {
        using var client = new KubernetesClient(new KubernetesClientOptions { Server = new Uri("http://127.0.0.1:1") });
        new Readiness(new ClusterInformers(client, "node-a", NullLoggerFactory.Instance, TimeProvider.System)).ThrowIfNotReady();
        return Task.CompletedTask;
    });

    [Fact]
    public Task CoordinatorNotReady() => AssertExampleAsync(Reason.CoordinatorNotReady, () => new CoordinatorConfigs(
        new KnownCoordinator(new()
        {
            Metadata = new() { Name = "default" },
            Status = new()
            {
                Phase = "NotReady",
                Conditions = [new() { Type = "Ready", Status = "False", Reason = "PodCidrsUnknown", Message = "no kubeadm-config" }],
            },
        }),
        new KnownCluster()).OfAsync(new(), CancellationToken.None));

    private static async Task AssertExampleAsync(Reason reason, Func<Task> fail) =>
        ReasonsPage.AssertExample(reason.Name, (await Assert.ThrowsAsync<ReasonException>(fail)).Message);

    private static EndpointWriter NewWriter(IEndpointStore endpoints) => new(endpoints, TimeProvider.System, new Random(1));

    private Task<IpamAddResponse> AddAsync(KnownCluster cluster)
    {
        var endpoints = new KnownEndpoints();
        var allocator = new Allocator(
            cluster, endpoints, NewWriter(endpoints), _committers, new PodLocks(), new SandboxMemory(),
            new() { Selection = new() }, TimeProvider.System);
        return allocator.AllocateAsync(new() { PodNamespace = "shop", PodName = "web-0", IfName = "eth0" }, _deadline.Token);
    }

    private Task ReleaseConflictingAsync(bool allowed)
    {
        var endpoints = new KnownEndpoints(OfStatefulSet);
        var releaser = new Releaser(new KnownCluster(), endpoints, NewWriter(endpoints), _committers, new PodLocks(),
            new SandboxMemory(), new() { Selection = new(), ReleaseConflictIPs = allowed });
        return releaser.ReleaseConflictingAsync(new() { PodNamespace = "shop", PodName = "web-0" }, _deadline.Token);
    }

    /// <summary>The deadline passes while the write is tried again.</summary>
    private void Lose()
    {
        if (++_losses == 2) _deadline.Cancel();
    }

    private Task SubmitAsync() =>
        _committers["rack-a"].SubmitAsync(new LedgerRequest.Grant("shop/web-0", "5a6c", "eth0"), _deadline.Token);
}
