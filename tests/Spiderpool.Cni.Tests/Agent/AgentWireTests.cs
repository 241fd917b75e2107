using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;
using Spiderpool.Cni.Agent;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Tests.Agent;

/// <summary>The plugin writes and reads by hand what the agent reads and writes by its serializer: both must mean the same.</summary>
public sealed class AgentWireTests
{
    private static readonly WireSource Source = new(Reason.Internal, "", "the body");

    // Without half surrogate pairs, which are no text, and control characters, which no answer has.
    private static readonly Gen<string> Text = Gen.Char["abz09 -_./:\"\\<>&'+äß€"].Array[0, 12].Select(chars => new string(chars));

    private static readonly Gen<IReadOnlyList<string>?> Texts = Text.Array[0, 3].Select(texts => (IReadOnlyList<string>)texts).Null();

    private static readonly Gen<IpamAddArgs> AddArgs = Gen.Select(Text, Text, Text, Texts, Texts, Gen.Bool, Gen.Bool,
        (a, b, c, ipv4, ipv6, clean, match) => new IpamAddArgs
        {
            ContainerID = a,
            IfName = b,
            NetNamespace = c,
            PodNamespace = a + b,
            PodName = b + c,
            PodUID = c + a,
            DefaultIPv4IPPool = ipv4,
            DefaultIPv6IPPool = ipv6,
            CleanGateway = clean,
            MatchMasterSubnet = match,
        });

    private static readonly Gen<IpamDelArgs> DelArgs = Gen.Select(Text, Text, Text.Null(), Gen.Bool.Nullable(),
        (a, b, netns, conflict) => new IpamDelArgs
        {
            ContainerID = a,
            IfName = b,
            NetNamespace = netns,
            PodNamespace = a + b,
            PodName = b + a,
            PodUID = a + a,
            IsReleaseConflictIPs = conflict,
        });

    private static readonly Gen<IpamGcArgs> GcArgs = Gen.Select(Text, Text, (a, b) => new Attachment { ContainerID = a, IfName = b })
        .Array[0, 5].Select(attachments => new IpamGcArgs { ValidAttachments = attachments });

    private static readonly Gen<IpConfig> Ip = Gen.Select(Gen.Int[0, 9], Text, Text, Text.Null(), Text.Null(), Gen.Bool, Gen.Bool,
        (version, address, nic, gateway, pool, conflict, detect) => new IpConfig
        {
            Version = version,
            Address = address,
            Nic = nic,
            Gateway = gateway,
            IpPool = pool,
            EnableIPConflictDetection = conflict,
            EnableGatewayDetection = detect,
        });

    private static readonly Gen<Route> Route = Gen.Select(Text, Text, Text, (a, b, c) => new Route { IfName = a, Dst = b, Gw = c });

    private static readonly Gen<Dns?> Dns = Gen.Select(Text.Null(), Texts, Texts, Texts,
        (domain, servers, search, options) =>
            new Dns { Domain = domain, Nameservers = servers, Search = search, Options = options }).Null();

    private static readonly Gen<IpamAddResponse> Response = Gen.Select(Ip.Array[0, 4], Route.Array[0, 4], Dns,
        (ips, routes, dns) => new IpamAddResponse { Ips = ips, Routes = routes, Dns = dns });

    private static readonly Gen<InterfaceDetail> Detail = Gen.Select(Text, Text.Null(), Text.Null(),
        (nic, ipv4, ipv6) => new InterfaceDetail { Interface = nic, Ipv4 = ipv4, Ipv6 = ipv6 });

    private static readonly Gen<WorkloadEndpointStatus> Endpoint = Gen.Select(Text, Text, Detail.Array[0, 4],
        (a, b, details) =>
            new WorkloadEndpointStatus { PodNamespace = a, PodName = b, PodUID = a + b, Node = b + a, Interfaces = details });

    [Fact]
    public void The_agent_reads_the_requests_as_they_were_meant()
    {
        AddArgs.Sample(args => Same(args, JsonSerializer.Deserialize(AgentRequests.Write(args), ApiJson.Default.IpamAddArgs)));
        DelArgs.Sample(args => Same(args, JsonSerializer.Deserialize(AgentRequests.Write(args), ApiJson.Default.IpamDelArgs)));
        GcArgs.Sample(args => Same(args, JsonSerializer.Deserialize(AgentRequests.Write(args), ApiJson.Default.IpamGcArgs)));
    }

    [Fact]
    public void The_answers_of_the_agent_are_read_as_they_were_meant()
    {
        Response.Sample(response => Same(response, AgentAnswers.ReadAllocation(Sent(response, ApiJson.Default.IpamAddResponse))));
        Endpoint.Sample(endpoint => Same(endpoint, AgentAnswers.ReadEndpoint(Sent(endpoint, ApiJson.Default.WorkloadEndpointStatus))));
        var collected = new IpamGcResponse { Released = ["a/b", "c/d"] };
        Same(collected, AgentAnswers.ReadCollection(Sent(collected, ApiJson.Default.IpamGcResponse)));
    }

    [Theory]
    [InlineData("""{"ips":[null]}""", "key \"ips[0]\" has null, want an object")]
    [InlineData("""{"ips":{"a":1}}""", "key \"ips\" has an object, want a list of objects")]
    [InlineData("""{"ips":[{"address":5}]}""", "key \"ips[0].address\" has the number 5, want a text")]
    [InlineData("""{"ips":[{"enableIPConflictDetection":"yes"}]}""",
        "key \"ips[0].enableIPConflictDetection\" has the text \"yes\", want true or false")]
    [InlineData("""{"ips":[],"routes":[{"gw":[]}]}""", "key \"routes[0].gw\" has an array, want a text")]
    [InlineData("""{"dns":{"search":"x"}}""", "key \"dns.search\" has the text \"x\", want a list of texts")]
    [InlineData("[]", "the body is an array, want an object")]
    [InlineData("{", "the body is not JSON with at most 64 levels: it was read up to line 1, byte 2")]
    public void A_wrong_answer_is_refused_with_the_path(string json, string detail)
    {
        var failure = Assert.Throws<ReasonException>(() => AgentAnswers.ReadAllocation(Parse(Encoding.UTF8.GetBytes(json))));

        Assert.Same(Reason.Internal, failure.Reason);
        Assert.Equal(detail, failure.Detail);
    }

    private static WireObject Sent<T>(T value, JsonTypeInfo<T> type) => Parse(JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static WireObject Parse(byte[] json) => WireObject.Parse(json, Source);

    // Records hold lists, which compare by reference.
    private static void Same<T>(T expected, T actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
