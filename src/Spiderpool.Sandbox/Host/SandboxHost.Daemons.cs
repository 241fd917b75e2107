using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Spiderpool.Sandbox.Daemons;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Host;

public sealed partial class SandboxHost
{
    private async Task StartControllerAsync(CancellationToken cancellationToken)
    {
        var port = FreePort();
        var url = $"https://127.0.0.1:{port}";
        Controller = New(new DaemonProcessOptions
        {
            Name = ControllerHealth.Name,
            Binary = Path.Combine(_options.Binaries, "spiderpool-controller"),
            ConfigurationFile = _options.State.ControllerConfiguration,
            Settings = _options.Settings,
            Kubeconfig = _options.State.Kubeconfig,
            LogFile = _options.State.LogFile("controller"),
            Environment = RunEnvironment.SetItems(_options.ControllerEnvironment).SetItems(new Dictionary<string, string>
            {
                ["SPIDERPOOL_LISTEN_ADDRESS"] = "127.0.0.1",
                ["SPIDERPOOL_HEALTH_PORT"] = "0",
                ["SPIDERPOOL_WEBHOOK_PORT"] = $"{port}",
                ["SPIDERPOOL_WEBHOOK_URL"] = url,
            }),
        });
        _running.Add(GuardAsync(ControllerHealth.Name, Controller.RunAsync(_stopping.Token), _stopping.Token));
        using var client = NewClient();
        await ControllerHealth.WaitAsync(client, url, _options.TimeProvider, cancellationToken);
    }

    private async Task StartAgentsAsync(CancellationToken cancellationToken)
    {
        foreach (var node in _nodes)
            node.StartAgent(GuardAsync);
        await Task.WhenAll(NodeNames.Select(name =>
            AgentHealth.WaitAsync(_options.State.Node(name).AgentSocket, _options.TimeProvider, cancellationToken)));
    }

    private DaemonProcess NewAgent(string node) => New(new DaemonProcessOptions
    {
        Name = $"spiderpool-agent-{node}",
        Binary = Path.Combine(_options.Binaries, "spiderpool-agent"),
        ConfigurationFile = _options.State.Node(node).AgentConfiguration,
        Settings = _options.Settings.SetItem("ipamUnixSocketPath", _options.State.Node(node).AgentSocket),
        Kubeconfig = _options.State.Kubeconfig,
        LogFile = _options.State.LogFile($"agent-{node}"),
        Environment = RunEnvironment.Add("SPIDERPOOL_NODE_NAME", node).Add("SPIDERPOOL_HEALTH_PORT", "0"),
    });

    private DaemonProcess New(DaemonProcessOptions options) => new(options, _logs.CreateLogger("daemons"), _options.TimeProvider);

    /// <summary>The API server has to be told where webhooks are, so their port cannot be left to the kernel.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ImmutableDictionary<string, string> RunEnvironment =>
        ImmutableDictionary<string, string>.Empty.Add(SandboxProcesses.Variable, _record.RunId);
}
