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
        [.. Kinds(options).Select(kind => Of(options, authorities, "mutate", kind, Written))];

    public static IReadOnlyList<Webhook> Validating(ControllerOptions options, byte[] authorities) =>
        [.. Kinds(options).Select(kind =>
            Of(options, authorities, "validate", kind, IsDeletionChecked(kind) ? WrittenOrDeleted : Written))];

    private static IEnumerable<ResourceDefinition> Kinds(ControllerOptions options)
    {
        yield return SpiderIPPool.Definition;
        yield return SpiderSubnet.Definition;
        yield return SpiderReservedIP.Definition;
        if (options.EnableCoordinator) yield return SpiderCoordinator.Definition;
    }

    private static bool IsDeletionChecked(ResourceDefinition kind) => kind == SpiderIPPool.Definition || kind == SpiderSubnet.Definition;

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
