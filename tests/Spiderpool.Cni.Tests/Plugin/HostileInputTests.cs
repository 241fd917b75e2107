using System.Text;
using CsCheck;
using Spiderpool.Api;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Plugin;

/// <summary>
/// Whatever the runtime, the configuration or the agent sends: a result, or one CNI error in words of ours. Never an
/// unhandled exception, and never the name of one, which <c>Internal</c> would show.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    private static readonly string[] Verbs = ["ADD", "DEL", "CHECK", "GC", "STATUS", "VERSION"];

    private static readonly Gen<string> Verb = Gen.OneOfConst(Verbs);

    private static readonly Gen<string> Variable =
        Gen.OneOfConst("CNI_CONTAINERID", "CNI_IFNAME", "CNI_NETNS", "CNI_ARGS", "CNI_PATH");

    private static readonly Gen<string> AnswerStart =
        Gen.OneOfConst("", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n");

    private AgentReply _reply = AgentReply.Ok("{}");

    private readonly FakeAgent _agent;

    public HostileInputTests() => _agent = new FakeAgent(_ => _reply);

    private string Conf => _agent.NetConf(ipam: """
        "log_level":"panic","default_ipv4_ippool":["a","b"],"default_ipv6_ippool":["c"],"clean_gateway":true,"log_file_max_size":"7"
        """, more: """
        "dns":{},"cni.dev/valid-attachments":[{"containerID":"c1","ifname":"eth0"}],
        "prevResult":{"cniVersion":"1.1.0","interfaces":[{"name":"cni-test0","mac":"02:00:00:00:00:01","sandbox":"x","mtu":1500}],
          "ips":[{"interface":0,"address":"10.20.0.7/24","gateway":"10.20.0.1"},{"address":"fd00:20::7/64"}],
          "routes":[{"dst":"0.0.0.0/0","gw":"10.20.0.1","mtu":1400},{"dst":"::/0"}],
          "dns":{"nameservers":["10.0.0.2"],"search":[],"options":["o"]}}
        """);

    [Fact]
    public void Random_bytes_as_configuration() => Gen.Select(Verb, Gen.Byte.Array[0, 300]).Sample(
        (verb, bytes) => Survives(CniVariables.Of(verb), bytes), iter: 1000, threads: 1);

    [Fact]
    public void A_configuration_with_values_replaced()
    {
        _reply = AgentReply.Ok(Answers.DualStack("cni-test0"));

        Gen.Select(Verb, JsonMutation.Of(Conf, "log_level", "log_file_path")).Sample(
            (verb, conf) => Survives(CniVariables.Of(verb), Encoding.UTF8.GetBytes(conf)), iter: 1000, threads: 1);
    }

    [Fact]
    public void A_configuration_with_bytes_changed() => Gen.Select(Gen.Int[0, 10_000], Gen.Byte, Gen.Int[0, 2]).Array[1, 4].Sample(
        changes =>
        {
            var bytes = Encoding.UTF8.GetBytes(Conf);
            foreach (var (place, value, how) in changes) bytes = Change(bytes, place, value, how);
            try
            {
                // Without the log and the agent: a changed path could be that of another file.
                var conf = NetConf.Parse(BoundedInput.Read(new MemoryStream(bytes)));
                _ = IpamSettingsReader.Read(conf.Root);
                _ = conf.ReadValidAttachments();
                if (conf.ReadPrevResult() is { } result) _ = InterfaceResult.Of(result, "cni-test0");
            }
            catch (ReasonException e) when (e.Reason == Reason.InvalidNetConf || e.Reason == Reason.UnsupportedCniVersion)
            {
                // In words, as the other tests look at them.
            }
        },
        iter: 3000);

    [Fact]
    public void Random_bytes_as_answer_of_the_agent() => Gen.Select(Verb, AnswerStart, Gen.Byte.Array[0, 200]).Sample(
        (verb, start, bytes) =>
        {
            _reply = new AgentReply([.. Encoding.ASCII.GetBytes(start), .. bytes]);
            Survives(CniVariables.Of(verb), Encoding.UTF8.GetBytes(Conf));
        },
        iter: 1000, threads: 1);

    [Fact]
    public void An_answer_of_the_agent_with_values_replaced() => Gen.Select(
            Verb, Gen.OneOfConst(200, 200, 500, 404),
            Gen.OneOf(
                JsonMutation.Of(Answers.DualStack("cni-test0", conflict: true, gateway: true)),
                JsonMutation.Of(Answers.Endpoint("cni-test0")),
                JsonMutation.Of("""{"released":["a/b"]}""")))
        .Sample((verb, status, body) =>
        {
            _reply = AgentReply.Of(status, body);
            Survives(CniVariables.Of(verb), Encoding.UTF8.GetBytes(Conf));
        }, iter: 1000, threads: 1);

    [Fact]
    public void Random_variables() => Gen.Select(Verb, Variable, Gen.String).Sample(
        (verb, name, value) => Survives(CniVariables.Of(verb).With(name, value), Encoding.UTF8.GetBytes(Conf)),
        iter: 1000, threads: 1);

    public void Dispose() => _agent.Dispose();

    private static void Survives(CniVariables variables, byte[] netConf)
    {
        var outcome = PluginCall.Run(variables, netConf);
        if (outcome.ExitCode == 0)
        {
            if (outcome.Result().Length > 0) Assert.StartsWith("{\"cniVersion\":\"", outcome.Result(), StringComparison.Ordinal);
            return;
        }
        var (code, message) = outcome.Failure();
        Assert.InRange(code, 1, 999);
        Assert.Matches("^[A-Z][A-Za-z]+: .", message);
        Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
    }

    private static byte[] Change(byte[] text, int at, byte value, int how)
    {
        if (text.Length == 0) return [value];
        at %= text.Length;
        return how switch
        {
            0 => [.. text[..at], value, .. text[(at + 1)..]],
            1 => [.. text[..at], value, .. text[at..]],
            _ => [.. text[..at], .. text[(at + 1)..]],
        };
    }
}
