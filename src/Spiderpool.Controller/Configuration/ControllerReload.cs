using Spiderpool.Configuration.Reload;

namespace Spiderpool.Controller.Configuration;

/// <summary>
/// The settings of conf.yml, and which of them may change while the controller runs. Those of address families and capabilities may
/// not: agents must agree with the controller on them, and what a capability watches is decided at its start.
/// </summary>
public static class ControllerReload
{
    public static IReadOnlyList<ReloadField<ControllerOptions>> Fields { get; } =
    [
        new("enableIPv4", options => options.EnableIPv4),
        new("enableIPv6", options => options.EnableIPv6),
        new("enableStatefulSet", options => options.EnableStatefulSet),
        new("enableKubevirtStaticIP", options => options.EnableKubevirtStaticIP),
        new("enableSpiderSubnet", options => options.EnableSpiderSubnet),
        new("enableAutoPoolForApplication", options => options.EnableAutoPoolForApplication),
        new("enableValidatingResourcesDeletedWebhook", options => options.EnableValidatingResourcesDeletedWebhook, (running, file) =>
            running with { EnableValidatingResourcesDeletedWebhook = file.EnableValidatingResourcesDeletedWebhook }),
        new("clusterSubnetDefaultFlexibleIPNumber", options => options.AutoPoolRedundantIPNumber, (running, file) =>
            running with { AutoPoolRedundantIPNumber = file.AutoPoolRedundantIPNumber }),
        new("podResourceInject", options => Text(options.PodResourceInject), (running, file) =>
            running with { PodResourceInject = file.PodResourceInject }),
        new("logLevel", options => options.LogLevel, (running, file) => running with { LogLevel = file.LogLevel }),
        Reclaim("gc.gcAll.intervalInSecond", options => options.ScanInterval, (running, file) =>
            running with { ScanInterval = file.ScanInterval }),
        Reclaim("gc.gcDeletingTimeOutPodDelay", options => options.AdditionalGrace, (running, file) =>
            running with { AdditionalGrace = file.AdditionalGrace }),
        Reclaim("gc.statelessPod.zombieOnReadyNode", options => options.TerminatingOnReadyNode, (running, file) =>
            running with { TerminatingOnReadyNode = file.TerminatingOnReadyNode }),
        Reclaim("gc.statelessPod.zombieOnNotReadyNode", options => options.TerminatingOnNotReadyNode, (running, file) =>
            running with { TerminatingOnNotReadyNode = file.TerminatingOnNotReadyNode }),
    ];

    private static ReloadField<ControllerOptions> Reclaim(
        string key, Func<ReclaimOptions, object> value, Func<ReclaimOptions, ReclaimOptions, ReclaimOptions> apply) =>
        new(key, options => value(options.Reclaim), (running, file) =>
            running with { Reclaim = apply(running.Reclaim, file.Reclaim) });

    /// <summary>Lists compare by their items.</summary>
    private static string Text(ResourceInjectionOptions inject) =>
        $"{inject.Enabled} -{string.Join(',', inject.NamespacesExclude)} +{string.Join(',', inject.NamespacesInclude)}";
}
