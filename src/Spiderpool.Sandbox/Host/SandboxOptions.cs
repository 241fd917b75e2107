using System.Collections.Immutable;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Nodes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Host;

/// <summary>A sandbox to be started.</summary>
public sealed record SandboxOptions
{
    private static readonly string[] ProductBinaries = ["spiderpool", "multinic", "spiderpool-agent", "spiderpool-controller"];

    public required StateFolder State { get; init; }

    /// <summary>Folder with <c>spiderpool</c>, <c>multinic</c>, <c>spiderpool-agent</c> and <c>spiderpool-controller</c>.</summary>
    public required string Binaries { get; init; }

    /// <summary>Folders with the other CNI plugins.</summary>
    public ImmutableArray<string> PluginPath { get; init; } = ["/usr/lib/cni", "/opt/cni/bin"];

    /// <summary>Number of nodes, 1 to 250; they are named <c>node-1</c> and so on.</summary>
    public int Nodes { get; init; } = 2;

    /// <summary>Port of the API server on 127.0.0.1; 0 for that of an earlier run, or a free one.</summary>
    public int Port { get; init; }

    public LanOptions Lan { get; init; } = new();

    public KubeletOptions Kubelet { get; init; } = new();

    /// <summary>Keys of conf.yml, which the agents and the controller read.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Environment of the controller (spec/ipam.md 12.3).</summary>
    public ImmutableDictionary<string, string> ControllerEnvironment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long the start may take.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What is wrong with the options; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (Nodes is < 1 or > 250)
            yield return $"--nodes {Nodes}: want 1 to 250";
        foreach (var binary in ProductBinaries.Select(name => Path.Combine(Binaries, name)))
        {
            if (!File.Exists(binary))
                yield return $"{binary} is missing: build it with make publish, or name its folder with --bin";
        }

        if (!PluginPath.Any(folder => File.Exists(Path.Combine(folder, "macvlan"))))
            yield return $"no macvlan plugin in {string.Join(" or ", PluginPath)}: apt-get install containernetworking-plugins";
        foreach (var fault in Lan.Faults())
            yield return fault;
    }
}
