using System.Net;
using System.Security.Cryptography;
using Spiderpool.Cni.Delegation;
using Spiderpool.Linux.Files;
using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.Sandbox.Kubelet;
using Spiderpool.Sandbox.Nodes;
using Spiderpool.Sandbox.Scheduling;
using Spiderpool.Sandbox.State;
using Spiderpool.Sandbox.Workloads;

namespace Spiderpool.Sandbox.Host;

public sealed partial class SandboxHost
{
    /// <summary>Locks the folder, ends what an earlier run left running, and writes the record of this one.</summary>
    private static (FileStream Lock, SandboxRecord Record) TakeOver(SandboxOptions options)
    {
        var state = options.State;
        var earlier = state.ReadRecord();
        if (earlier is not null && earlier.Nodes > options.Nodes)
            throw new SandboxException($"the sandbox in {state.Root} has {earlier.Nodes} nodes: run down before up with fewer");
        Directory.CreateDirectory(state.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var @lock = Lock(state);
        try
        {
            if (earlier is not null)
                SandboxProcesses.Stop(earlier.RunId);
            var record = new SandboxRecord
            {
                RunId = RandomNumberGenerator.GetHexString(32, lowercase: true),
                Process = ProcessIdentity.Current,
                Nodes = options.Nodes,
                Port = options.Port > 0 ? options.Port : earlier?.Port ?? 0,
                Token = earlier?.Token ?? RandomNumberGenerator.GetHexString(32, lowercase: true),
            };
            state.Write(record);
            return (@lock, record);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    private static FileStream Lock(StateFolder state)
    {
        try
        {
            return new FileStream(state.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new SandboxException(
                $"another process uses the sandbox in {state.Root}: see status, or name another folder with --state", e);
        }
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        _progress.Report("starting the API server");
        await StartServerAsync(cancellationToken);
        _progress.Report($"laying the LAN and {_options.Nodes} nodes");
        LayNodes();
        _progress.Report("starting the controller, and an agent on each node");
        await Task.WhenAll(StartControllerAsync(cancellationToken), StartAgentsAsync(cancellationToken));
        _progress.Report("starting kubelets, scheduler and controllers");
        await StartControlAsync(cancellationToken);
        _record = _record with { IsReady = true };
        _options.State.Write(_record);
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        _server = await ApiServer.ApiServer.StartAsync(new ApiServerOptions
        {
            Endpoints = [new IPEndPoint(IPAddress.Loopback, _record.Port)],
            Token = _record.Token,
            SnapshotPath = _options.State.StoreFile,
            TimeProvider = _options.TimeProvider,
        }, cancellationToken);
        await CrdManifests.ApplyAsync(_server.Objects, cancellationToken);
        AtomicFile.Write(_options.State.Kubeconfig, _server.Kubeconfig());
        _record = _record with { Port = _server.Url.Port };
        _options.State.Write(_record);
    }

    private void LayNodes()
    {
        _lan = Lan.Open(_options.State.LanNamespace, _options.Lan);
        _disposables.Add(_lan);
        var client = NewClient();
        _disposables.Add(client);
        foreach (var (index, name) in NodeNames.Index())
        {
            var folder = _options.State.Node(name);
            var node = _lan.Attach(folder.Namespace, name, index + 1);
            _disposables.Add(node);
            DefaultNetwork.Write(folder, _options.State.LogFile($"plugin-{name}"));
            _nodes.Add(new SandboxNode(index + 1, node, NewAgent(name), () => new NodeKubelet(client, node, Runtime(node),
                _options.Kubelet, _logs.CreateLogger($"kubelet {name}"), _options.TimeProvider)));
        }
    }

    private async Task StartControlAsync(CancellationToken cancellationToken)
    {
        var client = NewClient();
        _disposables.Add(client);
        var time = _options.TimeProvider;
        var scheduler = new Scheduler(client, _logs.CreateLogger("scheduler"), time);
        var controllers = new WorkloadControllers(client, _logs.CreateLogger("controllers"), time);
        _control.AddRange([scheduler, controllers]);
        _running.AddRange([GuardAsync("scheduler", scheduler.RunAsync(_stopping.Token), _stopping.Token),
            GuardAsync("controllers", controllers.RunAsync(_stopping.Token), _stopping.Token)]);
        await Task.WhenAll(_nodes.Select(node => node.StartKubeletAsync(GuardAsync, cancellationToken)));
    }

    private PodRuntime Runtime(VirtualNode node)
    {
        var folder = _options.State.Node(node.Name);
        var executor = new PluginExecutor(new PluginExecutorOptions
        {
            Path = [_options.Binaries, .. _options.PluginPath],
            Node = node.Namespace,
            Environment = RunEnvironment,
        });
        return new PodRuntime(folder.PodNamespaces, new SandboxStore(folder.Sandboxes),
            new NetworkConfigurationFolder(folder.NetworkConfigurations),
            new Chain(executor, new AttachmentCache(folder.Attachments)), _options.TimeProvider);
    }

    /// <summary>None of these ends by itself; one that does has a fault, which must not go unseen.</summary>
    private async Task GuardAsync(string what, Task task, CancellationToken stopping)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            HostLog.Died(_log, what, e);
        }
    }
}
