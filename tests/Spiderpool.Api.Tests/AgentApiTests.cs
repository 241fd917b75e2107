using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Api.Tests;

/// <summary>Names in the bodies of the socket API, which the original's plugins and agents share (spec/ipam.md 2).</summary>
public class AgentApiTests
{
    public static TheoryData<string, string> Bodies() => new()
    {
        {
            nameof(IpamAddArgs),
            "containerID ifName netNamespace podNamespace podName podUID defaultIPv4IPPool defaultIPv6IPPool cleanGateway matchMasterSubnet"
        },
        { nameof(IpamAddResponse), "ips routes dns" },
        { nameof(IpConfig), "version address nic gateway ipPool vlan mac enableGatewayDetection enableIPConflictDetection" },
        { nameof(Route), "ifName dst gw" },
        { nameof(Dns), "domain nameservers options search" },
        { nameof(IpamDelArgs), "containerID ifName podNamespace podName podUID netNamespace isReleaseConflictIPs" },
        { nameof(WorkloadEndpointStatus), "podNamespace podName podUID node interfaces" },
        { nameof(InterfaceDetail), "interface ipv4 ipv6 ipv4Pool ipv6Pool ipv4Gateway ipv6Gateway routes mac vlan" },
        // podUID and podInterfaces are ours.
        { nameof(GetCoordinatorArgs), "podName podNamespace podUID" },
        {
            nameof(CoordinatorConfig),
            "mode overlayPodCIDR serviceCIDR tunePodRoutes hijackCIDR policyRoutes podMACPrefix podDefaultRouteNIC hostRuleTable "
            + "podRPFilter txQueueLen vethLinkAddress vethMTU podInterfaces"
        },
        { nameof(IpamGcArgs), "validAttachments" },
        { nameof(IpamGcResponse), "released" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_has_the_fields_of_the_original(string type, string fields) => Assert.Equal(
        fields.Split(' ').Order(StringComparer.Ordinal),
        TypeOf(type).Properties.Select(property => property.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_request_is_read_and_an_answer_written_as_the_original_does()
    {
        var args = JsonSerializer.Deserialize(
            """
            {"containerID":"c1","ifName":"eth0","netNamespace":"/var/run/netns/x","podNamespace":"shop","podName":"web-0",
             "podUID":"","defaultIPv4IPPool":["a","b-*"],"cleanGateway":true,"unknown":{}}
            """, ApiJson.Default.IpamAddArgs)!;
        var answer = new IpamAddResponse
        {
            Ips = [new() { Version = 4, Address = "10.20.0.11/16", Nic = "eth0", IpPool = "a", EnableIPConflictDetection = true }],
        };

        Assert.Equal(("c1", "eth0", "shop", "web-0", "", true),
            (args.ContainerID, args.IfName, args.PodNamespace, args.PodName, args.PodUID, args.CleanGateway));
        Assert.Equal(["a", "b-*"], args.DefaultIPv4IPPool!);
        Assert.Null(args.DefaultIPv6IPPool);
        Assert.Equal(
            """{"ips":[{"version":4,"address":"10.20.0.11/16","nic":"eth0","ipPool":"a","enableGateway"""
            + """Detection":false,"enableIPConflictDetection":true}],"routes":[]}""",
            JsonSerializer.Serialize(answer, ApiJson.Default.IpamAddResponse));
    }

    private static JsonTypeInfo TypeOf(string name) =>
        ApiJson.Default.GetTypeInfo(typeof(IpamAddArgs).Assembly.GetType($"{typeof(IpamAddArgs).Namespace}.{name}")!)!;
}
