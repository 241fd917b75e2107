using System.Diagnostics;

namespace Spiderpool.Sandbox.Tests.Kubectl;

/// <summary>Runs one kubectl against the server under test.</summary>
internal sealed record KubectlCommand(string Path, string Home, string KubeconfigPath, string Namespace)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Command of <c>kubectl edit</c>.</summary>
    public string Editor { get; init; } = "false";

    public Task<KubectlResult> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>The output of a command that has to succeed.</summary>
    public async Task<string> OutputOfAsync(params string[] arguments) => (await RunAsync(arguments)).Succeeded();

    /// <summary>Runs <c>kubectl ... -f -</c> with a manifest.</summary>
    public async Task<KubectlResult> RunWithInputAsync(string input, params string[] arguments)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        using var running = Start(arguments);
        await running.WriteInputAsync(input);
        return await running.EndAsync(deadline.Token);
    }

    /// <summary>Starts a command that goes on, such as a watch; disposing it kills it.</summary>
    public KubectlProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Home,
        };
        start.ArgumentList.Add($"--namespace={Namespace}");
        start.Environment["HOME"] = Home;
        start.Environment["KUBECONFIG"] = KubeconfigPath;
        start.Environment["KUBE_EDITOR"] = Editor;
        return new KubectlProcess(Process.Start(start)!, $"kubectl {string.Join(' ', arguments)}");
    }
}
