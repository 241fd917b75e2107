using System.CommandLine;
using Spiderpool.Benchmarks.Cluster;
using Spiderpool.Benchmarks.Cni;
using Spiderpool.Benchmarks.Ipam;
using Spiderpool.Benchmarks.Micro;
using Spiderpool.Benchmarks.Reclaim;

var root = new RootCommand("Benchmarks of Spiderpool. The last line of each is one JSON object.")
{
    IpamCommand.Create(), CniCommand.Create(), ReclaimCommand.Create(), ScanCommand.Create(), MicroCommand.Create(),
    SandboxServer.CreateCommand(),
};
// What a benchmark started it also takes away, which may wait for agents that are busy.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
return await root.Parse(args).InvokeAsync(configuration);
