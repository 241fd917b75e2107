namespace Spiderpool.Benchmarks.Cluster;

/// <summary>A sandbox API server that this benchmark started.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;

    private SandboxProcess(ChildProcess process, string kubeconfig) => (_process, Kubeconfig) = (process, kubeconfig);

    public string Kubeconfig { get; }

    public int Pid => _process.Pid;

    public static async Task<SandboxProcess> StartAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var kubeconfig = folder.File("kubeconfig");
        var process = ChildProcess.Start(
            Environment.ProcessPath!, [SandboxServer.Verb, kubeconfig], new Dictionary<string, string>(), folder.File("api-server.log"));
        try
        {
            await Until.TrueAsync(
                () => Task.FromResult(File.Exists(kubeconfig)), process, Patience, "the sandbox API server", cancellationToken);
            return new SandboxProcess(process, kubeconfig);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public void Dispose() => _process.Dispose();
}
