namespace Spiderpool.Api.ControllerApi;

/// <summary>Paths of the controller's API (spec/components.md 2).</summary>
public static class ControllerPaths
{
    /// <summary>POST scans all pools for addresses whose pod is gone; <c>?dryRun=true</c> changes nothing.</summary>
    public const string GcIps = "/v1/ipam/gc_ips";

    /// <summary>GET tells what the controller knows and does.</summary>
    public const string Status = "/v1/ipam/status";

    /// <summary>GET tells who has an address, PUT records it for a pod, DELETE gives it back.</summary>
    public const string Ip = "/v1/ipam/ip";

    /// <summary>Largest request body that the API reads, in bytes.</summary>
    public const int MaxBodyBytes = 16 * 1024;
}
