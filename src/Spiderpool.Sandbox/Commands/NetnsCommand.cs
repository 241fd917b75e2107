using System.CommandLine;
using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Commands;

/// <summary><c>netns</c>: where a pod or a node can be entered.</summary>
internal static class NetnsCommand
{
    public static Command Build()
    {
        var state = CommonOptions.State();
        var name = new Argument<string>("name") { Description = "A node, a pod of the namespace default, or namespace/pod" };
        var command = new Command("netns", """
            Print the path of the network namespace of a pod or a node.

            Example: nsenter --net="$(spiderpool-sandbox netns web-0)" ping -c 1 10.60.0.1
            """) { name, state };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var report = await Reporter.ReadAsync(arguments.StateOf(state), cancellationToken);
            Console.WriteLine(PathOf(report, arguments.GetValue(name)!));
            return 0;
        });
        return command;
    }

    /// <exception cref="SandboxException">There is none.</exception>
    internal static string PathOf(SandboxReport report, string name)
    {
        var key = name.Contains('/', StringComparison.Ordinal) ? name : $"default/{name}";
        return report.Nodes.FirstOrDefault(node => node.Name == name)?.NetNs
            ?? report.Pods.FirstOrDefault(pod => $"{pod.Namespace}/{pod.Name}" == key)?.NetNs
            ?? throw new SandboxException($"{name} is no node, and no pod with a network namespace: see status");
    }
}
