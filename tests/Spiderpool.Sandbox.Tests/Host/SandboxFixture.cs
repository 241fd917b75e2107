using System.Text.Json.Nodes;
using Spiderpool.Sandbox.Demo;
using Spiderpool.Sandbox.Host;
using Spiderpool.Sandbox.State;
using Spiderpool.Sandbox.Tests.State;

namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>A sandbox of two nodes with the real plugins and agents, and a pool of each family.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly TemporaryState _state = new();
    private DemoCluster? _cluster;

    /// <summary>Skips the test where there is none.</summary>
    internal DemoCluster Cluster
    {
        get
        {
            ProductBinaries.Require();
            return _cluster!;
        }
    }

    internal StateFolder State => _state.Folder;

    internal SandboxHost Host => Cluster.Host;

    public async ValueTask InitializeAsync()
    {
        // A fixture that skips fails its tests.
        if (ProductBinaries.Missing is not null) return;
        var options = new SandboxOptions { State = _state.Folder, Binaries = ProductBinaries.Folder };
        _cluster = await DemoCluster.StartAsync(options, new Progress<string>(), TestContext.Current.CancellationToken);
        await _cluster.ApplyAsync(DemoManifests.Text("pools"), TestContext.Current.CancellationToken);
    }

    internal Task CreatePodAsync(string name, string node) => Host.Server.Objects.CreateAsync(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["spec"] = new JsonObject
        {
            ["nodeSelector"] = new JsonObject { ["kubernetes.io/hostname"] = node },
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" }),
        },
    }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        Removal.Run(_state.Folder);
        _state.Dispose();
    }
}
