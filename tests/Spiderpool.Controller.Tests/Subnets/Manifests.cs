using System.Text.Json.Nodes;

namespace Spiderpool.Controller.Tests.Subnets;

/// <summary>Applications as a user writes them.</summary>
internal static class Manifests
{
    public static string PathOf(string kind, string ns) =>
        $"/apis/{(kind is "Job" or "CronJob" ? "batch" : "apps")}/v1/namespaces/{ns}/{kind.ToLowerInvariant()}s";

    public static JsonObject Of(string kind, string name, int pods, IEnumerable<(string Key, string Value)> annotations)
    {
        var spec = kind switch
        {
            "Job" => Job(name, pods, annotations),
            "CronJob" => new JsonObject
            {
                ["schedule"] = "0 0 1 1 *",
                ["jobTemplate"] = new JsonObject { ["spec"] = Job(name, pods, annotations) },
            },
            _ => Service(kind, name, pods, annotations),
        };
        return new JsonObject
        {
            ["apiVersion"] = kind is "Job" or "CronJob" ? "batch/v1" : "apps/v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = spec,
        };
    }

    private static JsonObject Service(string kind, string name, int pods, IEnumerable<(string Key, string Value)> annotations)
    {
        var label = name.Length > 63 ? name[..63] : name;
        var spec = new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = label } },
            ["template"] = Template(label, "Always", annotations),
        };
        if (kind != "DaemonSet") spec["replicas"] = pods;
        if (kind == "StatefulSet") spec["serviceName"] = "none";
        return spec;
    }

    private static JsonObject Job(string name, int pods, IEnumerable<(string Key, string Value)> annotations) =>
        new() { ["parallelism"] = pods, ["template"] = Template(name, "Never", annotations) };

    private static JsonObject Template(string label, string restartPolicy, IEnumerable<(string Key, string Value)> annotations)
    {
        var values = new JsonObject();
        foreach (var (key, value) in annotations) values[key] = value;
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = label }, ["annotations"] = values },
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = restartPolicy,
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "none" }),
            },
        };
    }
}
