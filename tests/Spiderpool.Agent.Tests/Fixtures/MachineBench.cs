using Spiderpool.Agent.Configuration;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;
using Spiderpool.TestCluster;

namespace Spiderpool.Agent.Tests.Fixtures;

/// <summary>A KubeVirt machine, the pods that it runs in, and agents of two nodes with a pool of IPv4.</summary>
internal sealed class MachineBench : IAsyncDisposable
{
    public const string Name = "vm";

    private readonly KubeVirt _kubeVirt;
    private readonly string _machine;
    private string _instance;

    private MachineBench(Bench bench, KubeVirt kubeVirt, string machine, string instance) =>
        (Bench, _kubeVirt, _machine, _instance) = (bench, kubeVirt, machine, instance);

    public Bench Bench { get; }

    public HostedAgent A { get; private set; } = null!;

    public HostedAgent B { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MachineBench> OpenAsync(ApiServerFixture server, Func<AgentOptions, AgentOptions>? configure = null)
    {
        var bench = await Bench.OpenAsync(server);
        var kubeVirt = await KubeVirt.InstallAsync(server.Api, bench.Namespace, Cancellation);
        var machine = await kubeVirt.CreateAsync(KubeVirt.Machine, Name, null, Cancellation);
        var instance = await kubeVirt.CreateAsync(KubeVirt.Instance, Name, machine, Cancellation);
        var result = new MachineBench(bench, kubeVirt, machine, instance)
        {
            A = await bench.StartAgentAsync("a", configure),
            B = await bench.StartAgentAsync("b", configure),
        };
        await bench.CreatePoolAsync("v4", "10.20.0.0/16", "10.20.0.11-10.20.0.20");
        return result;
    }

    /// <summary>A pod that runs the machine, or is about to.</summary>
    public Task<Pod> CreateLauncherAsync(
        string name, string node, (string Key, string Value)? annotation = null, string? migration = null)
    {
        var (key, value) = annotation ?? Bench.IPPool("v4");
        var annotations = new Dictionary<string, string> { [key] = value };
        if (migration is not null) annotations["kubevirt.io/migrationJobName"] = migration;
        return Bench.CreatePodAsync(
            new ObjectMeta
            {
                Name = name,
                Labels = new Dictionary<string, string> { ["kubevirt.io"] = "virt-launcher" },
                Annotations = annotations,
                OwnerReferences =
                [
                    new OwnerReference
                    {
                        ApiVersion = KubeVirt.ApiVersion,
                        Kind = KubeVirt.Instance,
                        Name = Name,
                        Uid = _instance,
                        Controller = true,
                    },
                ],
            },
            node);
    }

    /// <summary>The machine stops: its instance goes, and what asked for it stays.</summary>
    public Task StopAsync() => _kubeVirt.DeleteAsync(KubeVirt.Instance, Name, Cancellation);

    public async Task StartAsync() =>
        _instance = await _kubeVirt.CreateAsync(KubeVirt.Instance, Name, _machine, Cancellation);

    /// <summary>Nobody wants the machine any more.</summary>
    public async Task DeleteAsync()
    {
        await _kubeVirt.DeleteAsync(KubeVirt.Machine, Name, Cancellation);
        // The garbage collector may have been there first.
        await _kubeVirt.TryDeleteAsync(KubeVirt.Instance, Name, Cancellation);
    }

    public Task MigrateAsync(string migration) => _kubeVirt.CreateAsync(KubeVirt.Migration, migration, null, Cancellation);

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
