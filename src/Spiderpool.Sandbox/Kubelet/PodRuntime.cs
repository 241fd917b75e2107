using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Spiderpool.Api.Core;
using Spiderpool.Cni.Delegation;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.Nodes;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>What a container runtime is to the kubelet, without containers: a network namespace for each pod, and the CNI chain.</summary>
/// <param name="namespaces">Folder of the pods' namespaces.</param>
/// <param name="store">The sandboxes there are.</param>
/// <param name="network">The network that new pods are attached to.</param>
/// <param name="chain">Calls the plugins.</param>
/// <param name="time">For the time of creation.</param>
public sealed class PodRuntime(
    string namespaces, SandboxStore store, NetworkConfigurationFolder network, Chain chain, TimeProvider time)
{
    /// <summary>The one interface of each pod.</summary>
    public const string IfName = "eth0";

    public IReadOnlyList<PodSandbox> All => store.All;

    /// <inheritdoc cref="SandboxStore.Of"/>
    public IReadOnlyList<PodSandbox> Of(string key) => store.Of(key);

    /// <summary>Makes a namespace and attaches it. What was made is removed again on failure, but not when cancelled.</summary>
    /// <exception cref="PluginException">A plugin failed.</exception>
    /// <exception cref="SandboxException">The node has no network configuration.</exception>
    public async Task<PodSandbox> CreateAsync(Pod pod, CancellationToken cancellationToken)
    {
        var list = network.Read();
        var id = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var sandbox = new PodSandbox
        {
            Id = id,
            Namespace = pod.Metadata.Namespace!,
            Name = pod.Metadata.Name!,
            Uid = pod.Metadata.Uid!,
            NetNs = Path.Combine(namespaces, id),
            Network = list.Name,
            CreatedAt = time.GetUtcNow(),
        };
        // Before anything is made, so that nothing is without a record.
        store.Save(sandbox);
        try
        {
            MakeNamespace(sandbox.NetNs);
            var result = await chain.AddAsync(list, AttachmentOf(sandbox), cancellationToken);
            sandbox = sandbox with { IsReady = true, Addresses = AddressesOf(result) };
            store.Save(sandbox);
            return sandbox;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is PluginException or IOException)
        {
            await UndoAsync(sandbox, cancellationToken);
            throw;
        }
    }

    /// <summary>Detaches and removes a sandbox, and succeeds when nothing is left of it.</summary>
    /// <exception cref="AggregateException">Plugins failed; the namespace is gone, the record stays for the next attempt.</exception>
    public async Task RemoveAsync(PodSandbox sandbox, CancellationToken cancellationToken)
    {
        try
        {
            await chain.DelAsync(sandbox.Network, AttachmentOf(sandbox), network.TryRead(), cancellationToken);
        }
        finally
        {
            NetworkNamespace.Delete(sandbox.NetNs);
        }

        store.Remove(sandbox.Id);
    }

    /// <summary>CHECK; a configuration of today that cannot be read asks nothing.</summary>
    /// <exception cref="PluginException">The attachment is not as ADD left it.</exception>
    public Task CheckAsync(PodSandbox sandbox, CancellationToken cancellationToken) =>
        network.TryRead() is { } list && list.Name == sandbox.Network
            ? chain.CheckAsync(list, AttachmentOf(sandbox), cancellationToken)
            : Task.CompletedTask;

    /// <summary>STATUS.</summary>
    /// <exception cref="PluginException">A plugin is not ready.</exception>
    /// <exception cref="SandboxException">The node has no network configuration.</exception>
    public Task StatusAsync(CancellationToken cancellationToken) => chain.StatusAsync(network.Read(), cancellationToken);

    /// <summary>GC, with the sandboxes there are.</summary>
    /// <exception cref="AggregateException">Something failed; the rest was done.</exception>
    public Task CollectGarbageAsync(CancellationToken cancellationToken) => network.TryRead() is { } list
        ? chain.GcAsync(list, [.. store.All.Select(sandbox => new CniAttachment(sandbox.Id, IfName))], cancellationToken)
        : Task.CompletedTask;

    private async Task UndoAsync(PodSandbox sandbox, CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(sandbox, cancellationToken);
        }
        catch (Exception e) when (e is AggregateException or IOException)
        {
            // The record stays, and the next attempt for the pod begins with it.
        }
    }

    private static void MakeNamespace(string path)
    {
        using var created = NetworkNamespace.Create(path);
        NamespaceDefaults.Apply(created);
        using var netlink = RouteNetlink.Open(created);
        netlink.SetLinkUp(netlink.GetLink("lo").Index);
    }

    private static Attachment AttachmentOf(PodSandbox sandbox) => new(
        sandbox.Id, Exists(sandbox.NetNs) ? sandbox.NetNs : "", IfName,
        Attachment.PodArgs(sandbox.Id, sandbox.Namespace, sandbox.Name, sandbox.Uid));

    private static bool Exists(string path)
    {
        try
        {
            NetworkNamespace.Open(path).Dispose();
            return true;
        }
        catch (SystemCallException)
        {
            return false;
        }
    }

    private static IReadOnlyList<string> AddressesOf(JsonObject result) =>
        [.. (result.Array("ips") ?? []).Select(ip => ip.Text("address")).OfType<string>()];
}
