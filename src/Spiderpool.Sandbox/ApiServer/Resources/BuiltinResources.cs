using System.Collections.Immutable;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>The kinds that are served without a CustomResourceDefinition.</summary>
internal static class BuiltinResources
{
    private static readonly ImmutableArray<string> CreateOnly = ["create"];

    public static readonly ResourceDefinition Namespaces = Cluster("", "v1", "namespaces", "Namespace", "ns") with
    {
        HasStatus = true,
        SelectableFields = SelectableField.With("status.phase"),
        Columns = CoreColumns.Namespaces,
        Verbs = [.. ResourceDefinition.AllVerbs.Where(verb => verb != "deletecollection")],
        Subresources = [new("finalize", "Namespace", ["update"])],
    };

    public static readonly ResourceDefinition Pods = Namespaced("", "v1", "pods", "Pod", "po") with
    {
        HasStatus = true,
        Categories = ["all"],
        SelectableFields = SelectableField.With("spec.nodeName", "status.phase", "spec.restartPolicy",
            "spec.schedulerName", "spec.serviceAccountName", "status.podIP", "status.nominatedNodeName"),
        Columns = CoreColumns.Pods,
        Subresources =
        [
            new("binding", "Binding", CreateOnly),
            new("eviction", "Eviction", CreateOnly, "policy", "v1"),
        ],
    };

    public static readonly ResourceDefinition ServiceAccounts = Namespaced("", "v1", "serviceaccounts", "ServiceAccount", "sa") with
    {
        Subresources = [new("token", "TokenRequest", CreateOnly, "authentication.k8s.io", "v1")],
    };

    public static readonly ResourceDefinition Events = Namespaced("", "v1", "events", "Event", "ev") with
    {
        SelectableFields = SelectableField.With("involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
            "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
            "reason", "reportingComponent", "source", "type"),
        Columns = CoreColumns.Events,
    };

    public static readonly ResourceDefinition CustomResourceDefinitions =
        Cluster("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", "crd", "crds") with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["api-extensions"],
            Columns = CoreColumns.CustomResourceDefinitions,
        };

    public static readonly ResourceDefinition MutatingWebhooks = Cluster("admissionregistration.k8s.io", "v1",
        "mutatingwebhookconfigurations", "MutatingWebhookConfiguration") with
    { HasGeneration = true, Categories = ["api-extensions"] };

    public static readonly ResourceDefinition ValidatingWebhooks = Cluster("admissionregistration.k8s.io", "v1",
        "validatingwebhookconfigurations", "ValidatingWebhookConfiguration") with
    { HasGeneration = true, Categories = ["api-extensions"] };

    public static readonly ImmutableArray<ResourceDefinition> All =
    [
        Namespaces,
        Cluster("", "v1", "nodes", "Node", "no") with
        {
            HasStatus = true,
            Columns = CoreColumns.Nodes,
            SelectableFields = SelectableField.With("spec.unschedulable"),
        },
        Pods,
        Namespaced("", "v1", "services", "Service", "svc") with
        { HasStatus = true, Categories = ["all"], Columns = CoreColumns.Services },
        Namespaced("", "v1", "endpoints", "Endpoints", "ep"),
        Namespaced("", "v1", "configmaps", "ConfigMap", "cm"),
        Namespaced("", "v1", "secrets", "Secret") with { SelectableFields = SelectableField.With("type") },
        ServiceAccounts,
        Events,
        Events with
        {
            Group = "events.k8s.io",
            StorageGroup = "",
            Conversion = EventConversion.Instance,
            // Same order as the core events': selectors are by position in the shared store.
            SelectableFields = SelectableField.With("regarding.kind", "regarding.namespace", "regarding.name",
                "regarding.uid", "regarding.apiVersion", "regarding.resourceVersion", "regarding.fieldPath",
                "reason", "reportingController", "deprecatedSource", "type"),
        },
        Workload("deployments", "Deployment", "deploy"),
        Workload("replicasets", "ReplicaSet", "rs"),
        Workload("statefulsets", "StatefulSet", "sts"),
        Workload("daemonsets", "DaemonSet", "ds") with { Scale = null },
        Namespaced("batch", "v1", "jobs", "Job") with { HasStatus = true, HasGeneration = true, Categories = ["all"] },
        Namespaced("batch", "v1", "cronjobs", "CronJob", "cj") with
        { HasStatus = true, HasGeneration = true, Categories = ["all"] },
        Namespaced("coordination.k8s.io", "v1", "leases", "Lease") with { Columns = CoreColumns.Leases },
        Namespaced("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice") with { HasGeneration = true },
        MutatingWebhooks,
        ValidatingWebhooks,
        CustomResourceDefinitions,
        Namespaced("rbac.authorization.k8s.io", "v1", "roles", "Role"),
        Namespaced("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
        Cluster("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole"),
        Cluster("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding"),
        Namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb") with
        { HasStatus = true, HasGeneration = true },
        Cluster("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", "pc") with { HasGeneration = true },
        Cluster("authentication.k8s.io", "v1", "tokenreviews", "TokenReview") with { Verbs = CreateOnly },
        Cluster("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview") with { Verbs = CreateOnly },
        Cluster("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview") with { Verbs = CreateOnly },
        Cluster("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview") with
        { Verbs = CreateOnly },
    ];

    private static ResourceDefinition Cluster(string group, string version, string plural, string kind, params string[] shortNames) =>
        new() { Group = group, Version = version, Plural = plural, Kind = kind, ShortNames = [.. shortNames] };

    private static ResourceDefinition Namespaced(
        string group, string version, string plural, string kind, params string[] shortNames) =>
        Cluster(group, version, plural, kind, shortNames) with { Namespaced = true };

    private static ResourceDefinition Workload(string plural, string kind, params string[] shortNames) =>
        Namespaced("apps", "v1", plural, kind, shortNames) with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["all"],
            Scale = new ScalePaths("spec.replicas", "status.replicas", null),
            Columns = CoreColumns.Workloads,
        };
}
