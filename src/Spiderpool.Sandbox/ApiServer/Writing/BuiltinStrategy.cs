using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Admission;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>What kube-apiserver does for single built-in kinds, as far as clients rely on it.</summary>
internal static class BuiltinStrategy
{
    public static NameRule NameRule(ResourceDefinition resource) => resource switch
    {
        { Group: "rbac.authorization.k8s.io" } => Writing.NameRule.PathSegment,
        { Group: "", Plural: "namespaces" } => Writing.NameRule.Label,
        { Group: "", Plural: "services" } => Writing.NameRule.Service,
        _ => Writing.NameRule.Subdomain,
    };

    public static void PrepareCreate(ResourceDefinition resource, JsonObject tree)
    {
        if (resource.IsCustom)
            return;
        Default(resource, tree);
        switch (resource)
        {
            case { Group: "", Plural: "namespaces" }:
                tree["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
                tree["status"] = new JsonObject { ["phase"] = "Active" };
                tree.Ensure("metadata").Ensure("labels")["kubernetes.io/metadata.name"] = tree.At("metadata", "name").AsText();
                break;
            case { Group: "", Plural: "pods" }:
                tree["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
                break;
        }
    }

    /// <summary>Defaults that apply on every write of the main resource.</summary>
    public static void Default(ResourceDefinition resource, JsonObject tree)
    {
        switch (resource)
        {
            case { Group: "", Plural: "pods" }:
                DefaultPod(tree.Ensure("spec"));
                break;
            case { Group: "", Plural: "secrets" }:
                DefaultSecret(tree);
                break;
            case { Group: "", Plural: "services" }:
                tree.Ensure("spec").TryAdd("type", "ClusterIP");
                tree.Ensure("spec").TryAdd("sessionAffinity", "None");
                break;
            case { Group: "admissionregistration.k8s.io" }:
                WebhookConfigurations.Default(resource, tree);
                break;
            case { Group: "apps", Scale: not null }:
                DefaultWorkload(resource, tree.Ensure("spec"));
                break;
        }
    }

    /// <summary>A status of a pod brings its labels and annotations with it; multi-network plugins rely on that.</summary>
    public static void TakeMarks(JsonObject tree, JsonObject stored)
    {
        foreach (var name in new[] { "labels", "annotations" })
        {
            stored.Ensure("metadata").Remove(name);
            if (tree.Object("metadata").Member(name) is { } marks)
                stored.Ensure("metadata")[name] = marks.DeepClone();
        }
    }

    /// <summary>Seconds between the request to delete and the deletion; 0 for all but bound, unfinished pods.</summary>
    public static long GracePeriod(ResourceDefinition resource, JsonObject tree, long? requested)
    {
        if (!resource.Is("", "pods") || string.IsNullOrEmpty(tree.At("spec", "nodeName").AsText())
            || tree.At("status", "phase").AsText() is "Succeeded" or "Failed")
            return 0;
        return Math.Max(0, requested ?? tree.At("spec", "terminationGracePeriodSeconds").AsInteger() ?? 30);
    }

    /// <summary>kubectl rollout reads the strategies.</summary>
    private static void DefaultWorkload(ResourceDefinition resource, JsonObject spec)
    {
        spec.TryAdd("replicas", 1);
        switch (resource.Kind)
        {
            case "Deployment":
                spec.Ensure("strategy").TryAdd("type", "RollingUpdate");
                break;
            case "StatefulSet":
                spec.TryAdd("podManagementPolicy", "OrderedReady");
                spec.Ensure("updateStrategy").TryAdd("type", "RollingUpdate");
                break;
        }
    }

    private static void DefaultPod(JsonObject spec)
    {
        spec.TryAdd("restartPolicy", "Always");
        spec.TryAdd("terminationGracePeriodSeconds", 30);
        spec.TryAdd("dnsPolicy", "ClusterFirst");
        spec.TryAdd("schedulerName", "default-scheduler");
        foreach (var container in (spec.Array("containers") ?? []).OfType<JsonObject>())
        {
            container.TryAdd("imagePullPolicy", "IfNotPresent");
            foreach (var port in (container.Array("ports") ?? []).OfType<JsonObject>())
                port.TryAdd("protocol", "TCP");
        }
    }

    private static void DefaultSecret(JsonObject tree)
    {
        tree.TryAdd("type", "Opaque");
        if (tree.Take("stringData") is not JsonObject texts)
            return;
        var data = tree.Ensure("data");
        foreach (var (name, value) in texts)
            data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.AsText() ?? ""));
    }
}
