using Spiderpool.Api.Core;

namespace Spiderpool.Benchmarks.Cni;

/// <summary>One IPAM plugin with its network configuration.</summary>
internal sealed class CniPlugin(string program, string netconf, string netns, TemporaryFolder folder)
{
    private readonly string _output = folder.File($"{Path.GetFileName(program)}.out");

    /// <summary>Milliseconds of each call by verb.</summary>
    public Dictionary<string, List<double>> Milliseconds { get; } = [];

    /// <summary>Calls the plugin as a runtime does and notes how long the whole process took.</summary>
    /// <exception cref="BenchmarkException">The plugin failed.</exception>
    public void Call(string verb, Pod pod)
    {
        string[] environment =
        [
            $"CNI_COMMAND={verb}", $"CNI_CONTAINERID={pod.Metadata.Uid}", $"CNI_NETNS={netns}", "CNI_IFNAME=eth0",
            $"CNI_PATH={Path.GetDirectoryName(program)}",
            $"CNI_ARGS=IgnoreUnknown=1;K8S_POD_NAMESPACE={pod.Metadata.Namespace};K8S_POD_NAME={pod.Metadata.Name};"
                + $"K8S_POD_UID={pod.Metadata.Uid}",
        ];
        var (status, elapsed) = Spawn.Run(program, environment, netconf, _output);
        if (status != 0)
        {
            var said = File.ReadAllText(_output).ReplaceLineEndings(" ");
            throw new BenchmarkException($"{program} {verb} ended with status {status}: {said}");
        }
        if (!Milliseconds.TryGetValue(verb, out var values)) Milliseconds[verb] = values = [];
        values.Add(elapsed.TotalMilliseconds);
    }

    /// <summary>Forgets the calls so far.</summary>
    public void Reset() => Milliseconds.Clear();

    public double Median(string verb) => Percentile.Median(Milliseconds[verb]);

    public double Best(string verb) => Milliseconds[verb].Min();
}
