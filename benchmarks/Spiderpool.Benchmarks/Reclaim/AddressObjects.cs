using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>Pure: the objects of pods that have addresses, as the agents leave them.</summary>
internal static class AddressObjects
{
    /// <summary>A container as a common Deployment has it: what the controller reads and does not keep.</summary>
    private static readonly JsonElement Containers = JsonDocument.Parse("""
        [{"name":"web","image":"registry.example/shop/web:1.27.3","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
        "env":[{"name":"POD_IP","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"status.podIP"}}},{"name":"LEVEL","value":"info"}],
        "resources":{"limits":{"cpu":"500m","memory":"256Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},
        "livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10},
        "readinessProbe":{"httpGet":{"path":"/ready","port":"http","scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10},
        "volumeMounts":[{"name":"kube-api-access","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],
        "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}]
        """).RootElement.Clone();

    public static Pod Pod(string ns, int number) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = ns,
            Name = PodName(number),
            Labels = new Dictionary<string, string> { ["app"] = "web", ["pod-template-hash"] = "6f9d8c7b5d" },
        },
        Spec = new PodSpec
        {
            NodeName = NodeName(number),
            RestartPolicy = "Always",
            OtherFields = new() { ["containers"] = Containers },
        },
    };

    /// <summary>The pool of that number, as large as its records need.</summary>
    public static SpiderIPPool Pool(AddressCase measured, int number) => new()
    {
        Metadata = new ObjectMeta { Name = PoolName(number) },
        Spec = new()
        {
            IpVersion = 4,
            Subnet = Subnet(number).ToString(),
            Ips = [$"{AddressAt(number, 0)}-{AddressAt(number, (measured.Addresses / measured.Pools) - 1)}"],
        },
    };

    /// <summary>The status of a pool whose addresses all have a holder.</summary>
    /// <param name="measured">The case.</param>
    /// <param name="number">Of the pool.</param>
    /// <param name="ns">Namespace of the pods.</param>
    /// <param name="podUids">Of all pods, by their numbers.</param>
    public static SpiderIPPoolStatus Status(AddressCase measured, int number, string ns, IReadOnlyList<string> podUids)
    {
        var size = measured.Addresses / measured.Pools;
        var records = Enumerable.Range(0, size).Select(i => (Address: AddressAt(number, i), Pod: number + (i * measured.Pools)))
            .Select(one =>
                $$"""{{one.Address}}":{"pod":"{{ns}}/{{PodName(one.Pod)}}","podUid":"{{podUids[one.Pod]}}","nic":"eth0"}""");
        return new()
        {
            AllocatedIPs = $"{{\"{string.Join(",\"", records)}}}",
            TotalIPCount = size,
            AllocatedIPCount = size,
            FreeIPCount = 0,
        };
    }

    /// <summary>The endpoint of a pod. Without the pod the garbage collector marks it, and its finalizer keeps it.</summary>
    public static SpiderEndpoint Endpoint(AddressCase measured, int number, string ns, string podUid)
    {
        var (pool, index) = (number % measured.Pools, number / measured.Pools);
        return new SpiderEndpoint
        {
            Metadata = new ObjectMeta
            {
                Namespace = ns,
                Name = PodName(number),
                Labels = new Dictionary<string, string> { [LabelKeys.EndpointNode] = NodeName(number) },
                Finalizers = [SpiderpoolGroup.Finalizer],
                OwnerReferences = [new OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = PodName(number), Uid = podUid }],
            },
            Status = new SpiderEndpointStatus
            {
                OwnerControllerType = "Deployment",
                OwnerControllerName = "web",
                Current = new PodAllocation
                {
                    Uid = podUid,
                    Node = NodeName(number),
                    SandboxID = podUid.Replace("-", "", StringComparison.Ordinal),
                    Ips = [Interface(pool, index)],
                },
            },
        };
    }

    public static string NodeName(int number) => $"node-{number % AddressCase.Nodes}";

    private static InterfaceAllocation Interface(int pool, int index) => new()
    {
        Interface = "eth0",
        Ipv4 = new Prefix(AddressAt(pool, index), Subnet(pool).Length).ToString(),
        Ipv4Pool = PoolName(pool),
    };

    private static string PoolName(int number) => $"pool-{number}";

    private static string PodName(int number) => $"web-6f9d8c7b5d-{number}";

    private static Prefix Subnet(int pool) => Prefix.Parse($"10.{pool}.0.0/16");

    /// <summary>From .1.0 on: the addresses before that are the network's own.</summary>
    private static Address AddressAt(int pool, int index) => Address.Parse($"10.{pool}.{1 + (index >> 8)}.{index & 255}");
}
