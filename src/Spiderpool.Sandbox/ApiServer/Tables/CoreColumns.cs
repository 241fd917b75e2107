using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Tables;

/// <summary>The columns of built-in kinds.</summary>
internal static class CoreColumns
{
    public static readonly ImmutableArray<TableColumn> Namespaces =
        [TableColumn.NameColumn, TableColumn.Text("Status", tree => tree.At("status", "phase").AsText()), TableColumn.Age];

    public static readonly ImmutableArray<TableColumn> Nodes =
    [
        TableColumn.NameColumn,
        TableColumn.Text("Status", NodeStatus),
        TableColumn.Text("Roles", NodeRoles),
        TableColumn.Age,
        TableColumn.Text("Version", tree => tree.At("status", "nodeInfo", "kubeletVersion").AsText()),
        TableColumn.Text("Internal-IP", tree => NodeAddress(tree, "InternalIP"), 1),
        TableColumn.Text("Kernel-Version", tree => tree.At("status", "nodeInfo", "kernelVersion").AsText(), 1),
        TableColumn.Text("Container-Runtime", tree => tree.At("status", "nodeInfo", "containerRuntimeVersion").AsText(), 1),
    ];

    public static readonly ImmutableArray<TableColumn> Pods =
    [
        TableColumn.NameColumn,
        TableColumn.Text("Ready", PodReady),
        TableColumn.Text("Status", PodStatus),
        TableColumn.Text("Restarts", PodRestarts),
        TableColumn.Age,
        TableColumn.Text("IP", PodAddress, 1),
        TableColumn.Text("Node", tree => tree.At("spec", "nodeName").AsText(), 1),
    ];

    public static readonly ImmutableArray<TableColumn> Events =
    [
        new("Last Seen", "string", "", "Time since the event was last seen.", 0, (tree, now) =>
            Duration.Since(tree.At("series", "lastObservedTime") ?? tree["lastTimestamp"] ?? tree["eventTime"]
                ?? tree.At("metadata", "creationTimestamp"), now)),
        TableColumn.Text("Type", tree => tree.Text("type")),
        TableColumn.Text("Reason", tree => tree.Text("reason")),
        TableColumn.Text("Object", EventObject),
        TableColumn.Text("Source", tree => tree.At("source", "component").AsText() ?? tree.Text("reportingComponent"), 1),
        TableColumn.Text("Message", tree => tree.Text("message")?.Trim()),
        new("Count", "string", "", "How often.", 1, (tree, _) => (tree.Integer("count") ?? 1).ToString()),
        new("Name", "string", "name", "Name.", 1, (tree, _) => tree.At("metadata", "name").AsText()),
    ];

    public static readonly ImmutableArray<TableColumn> Services =
    [
        TableColumn.NameColumn,
        TableColumn.Text("Type", tree => tree.At("spec", "type").AsText() ?? "ClusterIP"),
        TableColumn.Text("Cluster-IP", tree => tree.At("spec", "clusterIP").AsText()),
        TableColumn.Text("External-IP", _ => null),
        TableColumn.Text("Port(s)", ServicePorts),
        TableColumn.Age,
    ];

    public static readonly ImmutableArray<TableColumn> Workloads =
    [
        TableColumn.NameColumn,
        TableColumn.Text("Ready", tree =>
            $"{tree.At("status", "readyReplicas").AsInteger() ?? 0}/{tree.At("spec", "replicas").AsInteger() ?? 1}"),
        TableColumn.Age,
    ];

    public static readonly ImmutableArray<TableColumn> Leases =
        [TableColumn.NameColumn, TableColumn.Text("Holder", tree => tree.At("spec", "holderIdentity").AsText()), TableColumn.Age];

    public static readonly ImmutableArray<TableColumn> CustomResourceDefinitions =
    [
        TableColumn.NameColumn,
        new("Created At", "date", "", "When the object was created.", 0,
            (tree, _) => tree.At("metadata", "creationTimestamp")?.DeepClone()),
    ];

    private static string NodeStatus(JsonObject tree)
    {
        var ready = Condition(tree, "Ready") == "True" ? "Ready" : "NotReady";
        return tree.Object("spec").Flag("unschedulable") ? ready + ",SchedulingDisabled" : ready;
    }

    private static string NodeRoles(JsonObject tree)
    {
        const string Prefix = "node-role.kubernetes.io/";
        var labels = tree.Object("metadata").Object("labels") ?? [];
        return string.Join(",", labels.Select(label => label.Key).Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(key => key[Prefix.Length..]));
    }

    private static string? NodeAddress(JsonObject tree, string type) =>
        (tree.Object("status").Array("addresses") ?? []).FirstOrDefault(item => item.Text("type") == type).Text("address");

    private static string? Condition(JsonObject tree, string type) =>
        (tree.Object("status").Array("conditions") ?? []).FirstOrDefault(item => item.Text("type") == type).Text("status");

    private static string PodReady(JsonObject tree)
    {
        var statuses = tree.Object("status").Array("containerStatuses") ?? [];
        return $"{statuses.Count(item => item.Flag("ready"))}/{tree.Object("spec").Array("containers")?.Count ?? 0}";
    }

    private static string? PodStatus(JsonObject tree)
    {
        if (tree.At("metadata", "deletionTimestamp") is not null)
            return "Terminating";
        var statuses = tree.Object("status").Array("containerStatuses") ?? [];
        var waiting = statuses.Select(item => item.At("state", "waiting", "reason").AsText()).FirstOrDefault(text => text is not null);
        return waiting ?? tree.At("status", "reason").AsText() ?? tree.At("status", "phase").AsText();
    }

    private static string PodRestarts(JsonObject tree) =>
        (tree.Object("status").Array("containerStatuses") ?? []).Sum(item => item.Integer("restartCount") ?? 0).ToString();

    private static string? PodAddress(JsonObject tree) => tree.At("status", "podIP").AsText();

    private static string? EventObject(JsonObject tree)
    {
        var target = tree.Object("involvedObject") ?? tree.Object("regarding");
        return target is null ? null : $"{target.Text("kind")?.ToLowerInvariant()}/{target.Text("name")}";
    }

    private static string ServicePorts(JsonObject tree) =>
        string.Join(",", (tree.Object("spec").Array("ports") ?? []).Select(port =>
            $"{port.Integer("port")}/{port.Text("protocol") ?? "TCP"}"));
}
