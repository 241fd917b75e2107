using Spiderpool.Api;
using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.MultiNetwork;

/// <summary>Runs the plugins of networks. It waits for each: the runtime has nothing else for this process to do.</summary>
internal sealed class Delegates
{
    private readonly Chain _chain;
    private readonly PluginLog _log;

    public Delegates(MultinicSettings settings, CniCall call)
    {
        Records = new PodRecords(Path.Combine(settings.StateDir, "pods"));
        _chain = new Chain(
            new PluginExecutor(new PluginExecutorOptions { Path = [.. call.Environment.Path] }),
            new AttachmentCache(Path.Combine(settings.StateDir, "results")));
        _log = call.Log;
    }

    public PodRecords Records { get; }

    /// <exception cref="ReasonException">DelegateFailed.</exception>
    public CniResult Add(DelegateNetwork network)
    {
        var result = Run(network.ToString(), () => _chain.AddAsync(network.List, network.Attachment));
        var text = System.Text.Encoding.UTF8.GetBytes(result.ToJsonString());
        return CniResultReader.Read(Wire.WireObject.Parse(text, new Wire.WireSource(
            Reason.DelegateFailed, $"network {network}: ", "the result")));
    }

    /// <exception cref="ReasonException">DelegateFailed.</exception>
    public void Check(DelegateNetwork network) => Run(network.ToString(), () => _chain.CheckAsync(network.List, network.Attachment));

    /// <exception cref="ReasonException">DelegateFailed.</exception>
    public void Status(NetworkConfigList list) => Run(list.Name, () => _chain.StatusAsync(list));

    /// <exception cref="ReasonException">DelegateFailed.</exception>
    public void CollectGarbage(NetworkConfigList list, IReadOnlyCollection<CniAttachment> inUse) =>
        Run(list.Name, () => _chain.GcAsync(list, inUse));

    /// <summary>DEL of all networks of a sandbox, the last first; each is tried, and the record stays until all succeed.</summary>
    /// <exception cref="ReasonException">DelegateFailed: all failures.</exception>
    public void Remove(PodRecord record)
    {
        var failures = new List<ReasonException>();
        foreach (var network in record.Networks.Reverse())
        {
            try
            {
                Run(network.ToString(), () => _chain.DelAsync(network.List.Name, network.Attachment, network.List));
            }
            catch (ReasonException failure)
            {
                _log.Write(PluginLogLevel.Warn, $"DEL of sandbox {record.ContainerId}: {failure.Message}");
                failures.Add(failure);
            }
        }
        if (failures.Count > 0)
        {
            throw new ReasonException(
                Reason.DelegateFailed, string.Join("; ", failures.Select(failure => failure.Detail)), failures[0]);
        }
        Records.Remove(record.ContainerId);
    }

    private static void Run(string network, Func<Task> call) => Run(network, async () =>
    {
        await call();
        return true;
    });

    private static T Run<T>(string network, Func<Task<T>> call)
    {
        try
        {
            return call().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is PluginException or AggregateException or FormatException)
        {
            var said = e is AggregateException all ? string.Join("; ", all.InnerExceptions.Select(inner => inner.Message)) : e.Message;
            throw new ReasonException(Reason.DelegateFailed, $"network {network}: {said}", e);
        }
    }
}
