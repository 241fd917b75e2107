namespace Spiderpool.Api.AgentApi;

/// <summary>Paths and fixed values of the agent's API on its unix socket (spec/ipam.md 2).</summary>
public static class AgentPaths
{
    public const string DefaultSocket = "/var/run/spidernet/spiderpool.sock";

    public const string Healthy = "/v1/ipam/healthy";

    /// <summary>POST allocates, DELETE releases one pod's addresses.</summary>
    public const string Ip = "/v1/ipam/ip";

    /// <summary>DELETE releases all addresses of a pod after a conflict.</summary>
    public const string Ips = "/v1/ipam/ips";

    /// <summary>POST frees what the runtime no longer lists (CNI GC).</summary>
    public const string Gc = "/v1/ipam/gc";

    public const string WorkloadEndpoint = "/v1/workloadendpoint";

    /// <summary>POST tells the networks of a pod.</summary>
    public const string PodNetworks = "/v1/multinic/networks";

    /// <summary>POST notes at the pod what it got.</summary>
    public const string NetworkStatus = "/v1/multinic/status";

    public const string CoordinatorConfig = "/v1/coordinator/config";

    public const string Startup = "/v1/runtime/startup";

    public const string Readiness = "/v1/runtime/readiness";

    public const string Liveness = "/v1/runtime/liveness";

    /// <summary>Largest request body that the agent reads, in bytes: CNI GC lists some 100 bytes for each interface of the node.</summary>
    public const int MaxBodyBytes = 256 * 1024;
}
