using Microsoft.Extensions.Logging;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Leadership;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Networks;

/// <summary>
/// Keeps the NetworkAttachmentDefinition of each SpiderMultusConfig as that says. When the SpiderMultusConfig goes, the garbage
/// collector of the cluster takes the definition with it, by its owner.
/// </summary>
internal sealed class NetworkReconciler(
    KubernetesClient client, ClusterInformers informers, ILeaderFence fence, EventRecorder events, ControllerOptions options,
    TimeProvider time, ILoggerFactory loggers)
    : Reconciler<SpiderMultusConfig>(
        informers.MultusConfigs, Workers, options.MultusConfigResync, time, loggers.CreateLogger<NetworkReconciler>())
{
    private const int Workers = 2;

    private readonly OptionalInformer<NetworkAttachmentDefinition> _definitions =
        new(client, loggers, time, options.MultusConfigResync);

    public override string Name => "networks";

    protected override Task RunSourcesAsync(WorkQueue<string> queue, CancellationToken term) => _definitions.RunAsync(definition =>
    {
        foreach (var config in Informer.Snapshot())
        {
            if (definition is null || IsOf(definition, config)) queue.Add(config.Key);
        }
    }, term);

    protected override async Task ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        await _definitions.WaitForLookAsync(cancellationToken);
        if (!Informer.TryGet(key, out var config) || config.Metadata.IsTerminating) return;
        if (_definitions.Current is not { } definitions)
        {
            await TellAsync(config, Reason.NetworkKindMissing, NetworkStatus.KindMissing(config), cancellationToken);
            return;
        }
        definitions.TryGet($"{config.Metadata.Namespace}/{NetworkDefinition.NameOf(config)}", out var present);
        var plan = NetworkPlan.For(config, present);
        await ApplyAsync(config, plan, definitions, cancellationToken);
        if (plan.Action == NetworkAction.Refuse)
        {
            await TellAsync(config, plan.Reason, plan.Message, cancellationToken);
            return;
        }
        await RemoveFormerAsync(config, definitions, cancellationToken);
        await TellAsync(config, Reason.AsExpected, NetworkPlan.ReadyMessage(config), cancellationToken);
    }

    private async Task ApplyAsync(
        SpiderMultusConfig config, NetworkPlan plan, Informer<NetworkAttachmentDefinition> definitions, CancellationToken cancellationToken)
    {
        if (plan.Definition is null) return;
        fence.ThrowIfNotLeader();
        definitions.Offer(plan.Action == NetworkAction.Create
            ? await client.CreateAsync(plan.Definition, cancellationToken)
            : await client.ReplaceAsync(plan.Definition, cancellationToken));
        // A definition that follows its new spec is no repair.
        var observed = config.Status?.Conditions?.FirstOrDefault(condition => condition.Type == NetworkStatus.Ready)?.ObservedGeneration;
        if (plan.Reason == Reason.NetworkAdopted) events.Normal(config, plan.Reason, plan.Message);
        else if (plan.Reason == Reason.NetworkRepaired && observed == config.Metadata.Generation)
            events.Warning(config, plan.Reason, plan.Message);
    }

    /// <summary>Definitions of an earlier name.</summary>
    private async Task RemoveFormerAsync(
        SpiderMultusConfig config, Informer<NetworkAttachmentDefinition> definitions, CancellationToken cancellationToken)
    {
        var name = NetworkDefinition.NameOf(config);
        foreach (var former in definitions.Snapshot().Where(definition => definition.Metadata.Name != name
            && !definition.Metadata.IsTerminating && NetworkDefinition.IsOf(definition, config.Metadata.Uid)))
        {
            fence.ThrowIfNotLeader();
            await client.TryDeleteAsync(NetworkAttachmentDefinition.Definition.ApiVersion, NetworkAttachmentDefinition.Definition.Plural,
                former.Metadata.Namespace, former.Metadata.Name!, cancellationToken);
        }
    }

    private async Task TellAsync(SpiderMultusConfig config, Reason reason, string message, CancellationToken cancellationToken)
    {
        var status = NetworkStatus.Of(config, reason, message, Time.GetUtcNow());
        if (ReferenceEquals(status, config.Status)) return;
        fence.ThrowIfNotLeader();
        Informer.Offer(await client.ReplaceStatusAsync(config with { Status = status }, cancellationToken));
        if (reason != Reason.AsExpected) events.Warning(config, reason, message);
    }

    private static bool IsOf(NetworkAttachmentDefinition definition, SpiderMultusConfig config) =>
        definition.Metadata.Namespace == config.Metadata.Namespace
        && (definition.Metadata.Name == NetworkDefinition.NameOf(config) || NetworkDefinition.IsOf(definition, config.Metadata.Uid));
}
