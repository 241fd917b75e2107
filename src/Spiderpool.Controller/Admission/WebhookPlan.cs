using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Configuration;

namespace Spiderpool.Controller.Admission;

/// <summary>
/// Pure: the webhooks of the two configurations (spec/components.md 4.2). Pools, subnets and reserved addresses are refused
/// while no webhook answers, since pools that overlap give one address to two pods; status writes, and so allocation, never
/// pass here.
/// </summary>
internal static class WebhookPlan
{
    private static readonly string[] Written = ["CREATE", "UPDATE"], WrittenOrDeleted = ["CREATE", "UPDATE", "DELETE"];

    public static IReadOnlyList<Webhook> Mutating(ControllerOptions options, byte[] authorities) =>
    [
        .. Kinds(options).Select(kind => Of(options, authorities, "mutate", kind, Written)),
        .. options.PodResourceInject.Enabled ? [Pods(options, authorities)] : Array.Empty<Webhook>(),
    ];

    public static IReadOnlyList<Webhook> Validating(ControllerOptions options, byte[] authorities) =>
        [.. Kinds(options).Select(kind =>
            Of(options, authorities, "validate", kind, IsDeletionChecked(kind) ? WrittenOrDeleted : Written))];

    private static IEnumerable<ResourceDefinition> Kinds(ControllerOptions options)
    {
        yield return SpiderIPPool.Definition;
        yield return SpiderSubnet.Definition;
        yield return SpiderReservedIP.Definition;
        if (options.EnableCoordinator) yield return SpiderCoordinator.Definition;
        if (options.EnableMultusConfig) yield return SpiderMultusConfig.Definition;
    }

    private static bool IsDeletionChecked(ResourceDefinition kind) => kind == SpiderIPPool.Definition || kind == SpiderSubnet.Definition;

    /// <summary>Pods are created also while no webhook answers; those that ask for networks then start without them.</summary>
    private static Webhook Pods(ControllerOptions options, byte[] authorities) =>
        Of(options, authorities, "mutate", Pod.Definition, ["CREATE"]) with
        {
            Name = $"{Pod.Definition.Plural}.{SpiderpoolGroup.Name}",
            FailurePolicy = "Ignore",
            NamespaceSelector = new LabelSelector { MatchExpressions = [.. Namespaces(options.PodResourceInject)] },
        };

    private static IEnumerable<LabelSelectorRequirement> Namespaces(ResourceInjectionOptions inject)
    {
        if (inject.NamespacesExclude.Count > 0)
            yield return new() { Key = LabelKeys.NamespaceName, Operator = "NotIn", Values = inject.NamespacesExclude };
        if (inject.NamespacesInclude.Count > 0)
            yield return new() { Key = LabelKeys.NamespaceName, Operator = "In", Values = inject.NamespacesInclude };
    }

    private static Webhook Of(
        ControllerOptions options, byte[] authorities, string verb, ResourceDefinition kind, IReadOnlyList<string> operations) => new()
        {
            Name = $"{kind.Kind.ToLowerInvariant()}.{SpiderpoolGroup.Name}",
            ClientConfig = ClientConfig(options, $"/{verb}-{AdmissionPath.SuffixOf(kind)}") with { CaBundle = authorities },
            Rules =
            [
                new WebhookRule
                {
                    Operations = operations,
                    ApiGroups = [kind.Group],
                    ApiVersions = [kind.Version],
                    Resources = [kind.Plural],
                    Scope = "*",
                },
            ],
            FailurePolicy = "Fail",
            SideEffects = "None",
            AdmissionReviewVersions = ["v1"],
            TimeoutSeconds = 10,
        };

    private static WebhookClientConfig ClientConfig(ControllerOptions options, string path) => options.WebhookUrl is { } url
        ? new WebhookClientConfig { Url = url + path }
        : new WebhookClientConfig
        {
            Service = new WebhookService
            {
                Namespace = options.PodNamespace,
                Name = options.DeploymentName,
                Path = path,
                Port = options.WebhookPort,
            },
        };
}
