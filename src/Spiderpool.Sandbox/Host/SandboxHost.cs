using Microsoft.Extensions.Logging;
using Spiderpool.Kubernetes;
using Spiderpool.Sandbox.Daemons;
using Spiderpool.Sandbox.Nodes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Host;

/// <summary>
/// A running sandbox: API server, scheduler, controllers and kubelets in this process, the product's controller and an agent for
/// each node in processes of their own. Disposing of it stops these; namespaces and files stay, and another start on the same
/// folder goes on with them (<see cref="Removal"/> takes them away).
/// </summary>
public sealed partial class SandboxHost : IAsyncDisposable
{
    private readonly SandboxOptions _options;
    private readonly IProgress<string> _progress;
    private readonly FileStream _lock;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _running = [];
    private readonly List<IDisposable> _disposables = [];
    private readonly List<IAsyncDisposable> _control = [];
    private readonly List<SandboxNode> _nodes = [];
    private Lan? _lan;
    private SandboxRecord _record;
    private ApiServer.ApiServer? _server;

    private SandboxHost(SandboxOptions options, IProgress<string> progress, FileStream @lock, SandboxRecord record)
    {
        (_options, _progress, _lock, _record) = (options, progress, @lock, record);
        _logs = LoggerFactory.Create(builder => builder.AddProvider(
            new FileLoggerProvider(options.State.LogFile("sandbox"), options.TimeProvider)));
        _log = _logs.CreateLogger("host");
    }

    /// <summary>Names of the nodes.</summary>
    public IReadOnlyList<string> NodeNames => [.. Enumerable.Range(1, _options.Nodes).Select(NodeName)];

    public ApiServer.ApiServer Server => _server ?? throw new InvalidOperationException("the sandbox has not started");

    /// <summary>The agents, in the order of the nodes.</summary>
    public IReadOnlyList<DaemonProcess> Agents => [.. _nodes.Select(node => node.Agent)];

    /// <summary>The product's controller; null until it is started.</summary>
    public DaemonProcess? Controller { get; private set; }

    /// <summary>A client of the API server; the caller disposes of it.</summary>
    public KubernetesClient NewClient() => new(new KubernetesClientOptions { Server = Server.PlainUrl, Token = Server.Token });

    /// <summary>Starts a sandbox; it serves when the task completes.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="progress">Told of each step, in people's words.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="SandboxException">It cannot be started: the message says why. What was started is stopped.</exception>
    public static async Task<SandboxHost> StartAsync(
        SandboxOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var faults = options.Faults().ToList();
        if (!Environment.IsPrivilegedProcess)
            faults.Add("making network namespaces needs root");
        if (faults.Count > 0)
            throw new SandboxException(string.Join("\n", faults));
        options.State.RequireUsable(NodeName(options.Nodes));
        var (@lock, record) = TakeOver(options);
        var host = new SandboxHost(options, progress, @lock, record);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.StartTimeout);
        try
        {
            await host.StartAllAsync(deadline.Token);
            return host;
        }
        catch (Exception e)
        {
            await host.DisposeAsync();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new SandboxException($"the sandbox was not ready after {options.StartTimeout.TotalSeconds:0} s: see the logs in "
                    + options.State.LogFolder, e);
            if (e is IOException)
                throw new SandboxException($"the sandbox cannot start: {e.Message}", e);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll([.. _running, .. _nodes.Select(node => node.DisposeAsync().AsTask())])
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var item in _control)
            await item.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var item in Enumerable.Reverse(_disposables))
            item.Dispose();
        _logs.Dispose();
        _stopping.Dispose();
        await _lock.DisposeAsync();
    }

    internal static string NodeName(int number) => $"node-{number}";
}
