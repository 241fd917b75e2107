using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Controller.Configuration;
using Spiderpool.Ipam.Selection;
using Spiderpool.Ipam.Subnets;

namespace Spiderpool.Controller.Applications;

/// <summary>Pure: the automatic pools that an application asks for.</summary>
internal static class ApplicationWish
{
    /// <summary>The pods' template; null for none.</summary>
    public static PodTemplate? TemplateOf(Workload workload) => workload.Spec?.Template ?? workload.Spec?.JobTemplate?.Spec?.Template;

    /// <summary>Empty for an application that has none, whose pods another application owns, or that ends.</summary>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    public static IReadOnlyList<PoolGroup> Of(ApplicationKey key, Workload? workload, ControllerOptions options)
    {
        if (workload is null || workload.Metadata.IsTerminating || TemplateOf(workload) is not { } template) return [];
        // Pods of a ReplicaSet or a Job are those of whoever owns it.
        var isOwned = workload is ReplicaSet or Job && workload.Metadata.OwnerReferences is { Count: > 0 };
        if (isOwned || template.Spec?.HostNetwork is true || SubnetUse.Parse(key.ToString(), template.Metadata) is not { } use) return [];
        var application = new TopController(key.ApiVersion, key.Kind, key.Namespace, key.Name, workload.Metadata.Uid!);
        return PoolGroup.Of(application, use, ApplicationSize.Of(workload), options.AutoPoolRedundantIPNumber,
            family => family == IPFamily.IPv4 ? options.EnableIPv4 : options.EnableIPv6);
    }
}
