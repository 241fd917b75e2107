using Microsoft.Extensions.Logging;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Configuration;
using Spiderpool.Controller.Installation;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Coordinators;

/// <summary>Watches all places where a cluster may say what its networks are.</summary>
internal sealed partial class NetworkSources
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ControllerOptions _options;
    private readonly TimeProvider _time;
    private readonly ClusterInformers _informers;
    private readonly ServiceRangeProbe _probe;
    private readonly ILogger _log;
    private readonly Informer<ConfigMap> _kubeadm, _cilium;
    private readonly Informer<Pod> _controllerManagers;
    private readonly OptionalInformer<ServiceCidrV1> _serviceCidrs;
    private readonly OptionalInformer<ServiceCidrV1Beta1> _betaServiceCidrs;
    private readonly OptionalInformer<ServiceCidrV1Alpha1> _alphaServiceCidrs;
    private readonly OptionalInformer<CalicoIPPool> _calicoPools;
    private readonly OptionalInformer<CiliumPodIPPool> _ciliumPools;

    public NetworkSources(
        KubernetesClient client, ClusterInformers informers, ControllerOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        (_options, _time, _informers, _probe) = (options, time, informers, new ServiceRangeProbe(client));
        _log = loggers.CreateLogger<NetworkSources>();
        _kubeadm = ConfigMapNamed(KubeadmConfiguration.Namespace, KubeadmConfiguration.Name);
        var cilium = options.CiliumConfigMap.Split('/', 2);
        _cilium = cilium is [var ns, var name] ? ConfigMapNamed(ns, name) : ConfigMapNamed("kube-system", cilium[0]);
        _controllerManagers = ClusterInformers.New<Pod>(client, loggers, time, new() { LabelSelector = ControllerManagerFlags.Selector });
        _serviceCidrs = Optional<ServiceCidrV1>();
        _betaServiceCidrs = Optional<ServiceCidrV1Beta1>();
        _alphaServiceCidrs = Optional<ServiceCidrV1Alpha1>();
        _calicoPools = Optional<CalicoIPPool>();
        _ciliumPools = Optional<CiliumPodIPPool>();

        Informer<ConfigMap> ConfigMapNamed(string ns, string name) => ClusterInformers.New<ConfigMap>(
            client, loggers, time, new() { Namespace = ns, FieldSelector = $"metadata.name={name}" });
        OptionalInformer<T> Optional<T>() where T : KubernetesObject, IKubernetesResource<T> =>
            new(client, loggers, time, options.CoordinatorResync);
    }

    /// <summary>Runs until cancelled.</summary>
    /// <param name="changed">Called when a source may say something else.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task RunAsync(Action changed, CancellationToken cancellationToken)
    {
        using var changes = new Subscriptions(
            _kubeadm.Subscribe(_ => changed()), _cilium.Subscribe(_ => changed()), _controllerManagers.Subscribe(_ => changed()),
            // A node changes every few minutes, its ranges once: those that come late are seen at the resync.
            _informers.Nodes.Subscribe(change =>
            {
                if (change.Type != WatchEventType.Modified) changed();
            }));
        await Task.WhenAll(
            _kubeadm.RunAsync(cancellationToken), _cilium.RunAsync(cancellationToken), _controllerManagers.RunAsync(cancellationToken),
            _serviceCidrs.RunAsync(_ => changed(), cancellationToken), _betaServiceCidrs.RunAsync(_ => changed(), cancellationToken),
            _alphaServiceCidrs.RunAsync(_ => changed(), cancellationToken), _calicoPools.RunAsync(_ => changed(), cancellationToken),
            _ciliumPools.RunAsync(_ => changed(), cancellationToken));
    }

    /// <summary>What the sources say now.</summary>
    public async Task<NetworkFacts> ReadAsync(SpiderCoordinatorSpec spec, CancellationToken cancellationToken)
    {
        await WaitForAnswersAsync(cancellationToken);
        var facts = new NetworkFacts
        {
            Overlay = spec.PodCIDRType == PodCidrType.Auto ? Overlay() : null,
            Kubeadm = KubeadmConfiguration.Parse(
                _kubeadm.Snapshot().FirstOrDefault()?.Data?.GetValueOrDefault(KubeadmConfiguration.Key)),
            ControllerManager = _controllerManagers.Snapshot().OrderBy(pod => pod.Key, StringComparer.Ordinal).FirstOrDefault() is { } pod
                ? ControllerManagerFlags.Parse(pod) : ClusterCidrs.None,
            NodePodCidrs = [.. _informers.Nodes.Snapshot().SelectMany(node => node.Spec?.PodCidrs ?? [])],
            ServiceCidrs = [.. Served().OrderBy(item => item.Metadata.CreationTimestamp).SelectMany(RangesOf)],
            CalicoPools = _calicoPools.Current?.Snapshot(),
            CiliumPools = _ciliumPools.Current?.Snapshot(),
            CiliumConfigName = _options.CiliumConfigMap,
            CiliumConfig = _cilium.Snapshot().FirstOrDefault() is { } config ? config.Data ?? new Dictionary<string, string>() : null,
        };
        return ServiceCidrs.MustAsk(spec, facts) ? facts with { ServiceRange = await _probe.AskAsync(cancellationToken) } : facts;
    }

    /// <summary>
    /// Waits for the first answer of each source, so that no status flips while they come in; not for ever, since one may be
    /// forbidden to us.
    /// </summary>
    private async Task WaitForAnswersAsync(CancellationToken cancellationToken)
    {
        var answers = Task.WhenAll(
            _serviceCidrs.WaitForLookAsync(cancellationToken), _betaServiceCidrs.WaitForLookAsync(cancellationToken),
            _alphaServiceCidrs.WaitForLookAsync(cancellationToken), _calicoPools.WaitForLookAsync(cancellationToken),
            _ciliumPools.WaitForLookAsync(cancellationToken), _kubeadm.WaitForSyncAsync(cancellationToken),
            _cilium.WaitForSyncAsync(cancellationToken), _controllerManagers.WaitForSyncAsync(cancellationToken));
        try
        {
            await answers.WaitAsync(Patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The informers log why; what did not answer says nothing.
        }
    }

    private IEnumerable<ServiceCidr> Served() =>
        (IEnumerable<ServiceCidr>?)_serviceCidrs.Current?.Snapshot() ?? (IEnumerable<ServiceCidr>?)_betaServiceCidrs.Current?.Snapshot()
        ?? (IEnumerable<ServiceCidr>?)_alphaServiceCidrs.Current?.Snapshot() ?? [];

    private static IEnumerable<string> RangesOf(ServiceCidr item) =>
        [.. item.Spec?.Cidrs ?? [], .. new[] { item.Spec?.Ipv4, item.Spec?.Ipv6 }.OfType<string>()];

    private string? Overlay()
    {
        try
        {
            return OverlayNetwork.Find(_options.CniConfigDir)?.Name;
        }
        catch (ReasonException e)
        {
            Log.Unreadable(_log, e.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "podCIDRType auto takes the node's CNI network for none: {Why}")]
        public static partial void Unreadable(ILogger logger, string why);
    }
}
