using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;

namespace Spiderpool.Sandbox.ApiServer.Discovery;

/// <summary>The discovery documents in the form that every client knows.</summary>
internal static class DiscoveryDocuments
{
    public static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public static JsonObject GroupList(IEnumerable<ResourceDefinition> resources)
    {
        var all = resources.ToList();
        return new JsonObject
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. all.Select(resource => resource.Group).Where(group => group.Length > 0).Distinct()
                .Select(group => GroupEntry(all, group))]),
        };
    }

    /// <returns>Null for an unknown group.</returns>
    public static JsonObject? Group(IEnumerable<ResourceDefinition> resources, string group)
    {
        if (GroupEntry(resources, group) is not { } entry)
            return null;
        (entry["kind"], entry["apiVersion"]) = ("APIGroup", "v1");
        return entry;
    }

    /// <returns>Null for an unknown group or version.</returns>
    public static JsonObject? Resources(IEnumerable<ResourceDefinition> resources, string group, string version)
    {
        var items = new JsonArray();
        foreach (var resource in resources.Where(item => item.Group == group && item.Version == version))
        {
            items.Add(Entry(resource));
            AddSubresources(items, resource);
        }

        return items.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = items,
        };
    }

    private static JsonObject? GroupEntry(IEnumerable<ResourceDefinition> resources, string group)
    {
        var versions = resources.Where(resource => resource.Group == group).Select(resource => resource.Version).Distinct().ToList();
        if (versions.Count == 0)
            return null;
        JsonObject Entry(string version) => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };
        return new JsonObject
        {
            ["name"] = group,
            ["versions"] = new JsonArray([.. versions.Select(Entry)]),
            ["preferredVersion"] = Entry(versions[0]),
        };
    }

    private static JsonObject Entry(ResourceDefinition resource)
    {
        var entry = new JsonObject
        {
            ["name"] = resource.Plural,
            ["singularName"] = resource.SingularOrDefault,
            ["namespaced"] = resource.Namespaced,
            ["kind"] = resource.Kind,
            ["verbs"] = resource.Verbs.ToJsonArray(),
        };
        if (resource.ShortNames.Length > 0)
            entry["shortNames"] = resource.ShortNames.ToJsonArray();
        if (resource.Categories.Length > 0)
            entry["categories"] = resource.Categories.ToJsonArray();
        return entry;
    }

    private static void AddSubresources(JsonArray items, ResourceDefinition resource)
    {
        string[] readWrite = ["get", "patch", "update"];
        if (resource.HasStatus)
            items.Add(SubEntry(resource, new Subresource("status", resource.Kind, [.. readWrite])));
        if (resource.Scale is not null)
            items.Add(SubEntry(resource, new Subresource("scale", "Scale", [.. readWrite], "autoscaling", "v1")));
        foreach (var subresource in resource.Subresources)
            items.Add(SubEntry(resource, subresource));
    }

    private static JsonObject SubEntry(ResourceDefinition resource, Subresource subresource)
    {
        var entry = new JsonObject
        {
            ["name"] = $"{resource.Plural}/{subresource.Name}",
            ["singularName"] = "",
            ["namespaced"] = resource.Namespaced,
            ["kind"] = subresource.Kind,
            ["verbs"] = subresource.Verbs.ToJsonArray(),
        };
        if (subresource.Group.Length > 0)
            (entry["group"], entry["version"]) = (subresource.Group, subresource.Version);
        return entry;
    }
}
