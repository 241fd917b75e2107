namespace Spiderpool.Sandbox.ApiServer.Patches;

/// <summary>Which lists of built-in kinds merge, and by which key.</summary>
internal static class MergeKeys
{
    /// <param name="parent">Name of the member that holds the list's parent; empty at the root.</param>
    /// <param name="list">Name of the list.</param>
    /// <returns>The key, empty for a set of primitives, or null when the list is replaced.</returns>
    public static string? Of(string parent, string list) => (parent, list) switch
    {
        ("metadata", "ownerReferences") => "uid",
        ("metadata", "finalizers") => "",
        ("status", "conditions") => "type",
        ("spec", "containers" or "initContainers" or "ephemeralContainers" or "volumes" or "imagePullSecrets") => "name",
        ("containers" or "initContainers" or "ephemeralContainers", "env") => "name",
        ("containers" or "initContainers" or "ephemeralContainers", "ports") => "containerPort",
        ("spec", "ports") => "port",
        (_, "volumeMounts") => "mountPath",
        (_, "volumeDevices") => "devicePath",
        (_, "hostAliases") => "ip",
        (_, "topologySpreadConstraints") => "topologyKey",
        (_, "podIPs") => "ip",
        (_, "resourceClaims" or "schedulingGates") => "name",
        ("spec", "podCIDRs") => "",
        ("status", "addresses") => "type",
        ("", "secrets" or "webhooks") => "name",
        _ => null,
    };
}
