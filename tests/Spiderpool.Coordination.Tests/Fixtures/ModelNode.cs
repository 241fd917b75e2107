using Spiderpool.Coordination.Plan;

namespace Spiderpool.Coordination.Tests.Fixtures;

/// <summary>A node 10.6.0.10, fd06::10 on eth0, and pods on it whose interfaces a main plugin has made.</summary>
internal sealed class ModelNode
{
    public const string ContainerId = "0123456789abcdef";

    public ModelNode()
    {
        Kernel.AddLink(Kernel.Host, "eth0", null!, "02:00:00:00:00:99");
        ModelKernel.AddAddress(Kernel.Host, "eth0", "10.6.0.10/16");
        ModelKernel.AddAddress(Kernel.Host, "eth0", "fd06::10/64");
        ModelKernel.AddDefault(Kernel.Host, "eth0", "10.6.0.1");
        ModelKernel.AddDefault(Kernel.Host, "eth0", "fd06::1");
        Kernel.AddLink(Kernel.Host, "docker0", "bridge", "02:00:00:00:00:98");
        ModelKernel.AddAddress(Kernel.Host, "docker0", "172.17.0.1/16");
    }

    public ModelKernel Kernel { get; } = new();

    public CoordinatorOptions Options { get; set; } = new()
    {
        HijackPrefixes = [ModelKernel.Prefix("10.96.0.0/12"), ModelKernel.Prefix("10.244.0.0/16"), ModelKernel.Prefix("fd96::/108")],
    };

    /// <summary>An underlay interface on a subnet of its own: <c>10.N.0.5/16</c>, <c>fdNN::5/64</c>, gateways <c>.1</c>.</summary>
    public ModelNode AddInterface(string name, int subnet, bool ipv4 = true, bool ipv6 = true, bool gateway = true)
    {
        Kernel.AddLink(Kernel.Pod, name, "macvlan", $"02:00:00:00:02:{subnet:x2}");
        if (ipv4) ModelKernel.AddAddress(Kernel.Pod, name, $"10.{subnet}.0.5/16");
        if (ipv4 && gateway) ModelKernel.AddDefault(Kernel.Pod, name, $"10.{subnet}.0.1");
        if (ipv6) ModelKernel.AddAddress(Kernel.Pod, name, $"fd{subnet:d2}::5/64");
        if (ipv6 && gateway) ModelKernel.AddDefault(Kernel.Pod, name, $"fd{subnet:d2}::1");
        return this;
    }

    public ModelNode AddInterfaceOf(PodCase pod, string name)
    {
        var item = pod.Interfaces.First(item => item.Name == name);
        return AddInterface(name, item.Subnet, item.IPv4, item.IPv6, item.HasGateway);
    }

    /// <summary>The cluster network's interface eth0, as Calico makes it.</summary>
    public ModelNode AddOverlay()
    {
        Kernel.AddClusterInterface("eth0", "cali1234");
        ModelKernel.AddAddress(Kernel.Pod, "eth0", "10.244.3.7/32");
        Kernel.Pod.Routes.Add(new LinkRoute("eth0", ModelKernel.Prefix("169.254.1.1/32")));
        ModelKernel.AddDefault(Kernel.Pod, "eth0", "169.254.1.1");
        return this;
    }

    public static PodAttachment Attachment(string name) => new("lan", ContainerId, name);

    public CoordinationPlan PlanAdd(string name, CoordinatorOptions? options = null) =>
        AddPlan.Of(Attachment(name), options ?? Options, Kernel.Pod.State, Kernel.Host.State);

    public CoordinationPlan PlanDel(string name, bool isGone = false) =>
        DelPlan.Of(Attachment(name), Options.FirstInterface, isGone ? null : Kernel.Pod.State, Kernel.Host.State);

    public ModelNode Add(string name, int steps = int.MaxValue)
    {
        Kernel.Apply(PlanAdd(name), steps);
        return this;
    }

    public ModelNode Del(string name, int steps = int.MaxValue)
    {
        Kernel.Apply(PlanDel(name), steps);
        return this;
    }

    /// <summary>As the main plugin's DEL.</summary>
    public ModelNode RemoveInterface(string name)
    {
        Kernel.RemoveLink(Kernel.Pod, name);
        return this;
    }

    public string[] Listing => [.. Kernel.Pod.Listing.Select(line => $"pod {line}"), .. Kernel.Host.Listing.Select(line => $"host {line}")];

    /// <summary>The pod's objects that a plan made and an operator sees: routes of a table, rules.</summary>
    public string[] PodRoutes(uint table) =>
    [
        .. Kernel.Pod.Routes.Where(route => route.Table == table && !route.Destination.Address.IsLinkLocal)
            .Select(route => $"{route}").Order(StringComparer.Ordinal),
    ];
}
