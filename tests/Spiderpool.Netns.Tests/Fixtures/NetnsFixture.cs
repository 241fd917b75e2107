using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Netns.Tests.Fixtures;

/// <summary>
/// Network namespaces of one test below a temporary folder of its own. All are removed when the test ends, however it
/// ends; the links inside go with them.
/// </summary>
public sealed class NetnsFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netns-tests-").FullName;
    private readonly List<TestNamespace> _namespaces = [];

    /// <summary>Makes a namespace, under a name of its own if none is given.</summary>
    public TestNamespace Create(string? name = null)
    {
        var created = new TestNamespace(NetworkNamespace.Create(PathOf(name ?? $"ns{_namespaces.Count}")));
        _namespaces.Add(created);
        return created;
    }

    /// <summary>Where a namespace of the test may be made; skips the test that may not make one.</summary>
    public string PathOf(string name)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "making network namespaces needs root");
        return Path.Combine(_folder, name);
    }

    /// <summary>Two namespaces joined by a veth pair: eth0 in each, both up.</summary>
    public (TestNamespace Left, TestNamespace Right) CreatePair()
    {
        var (left, right) = (Create(), Create());
        left.Netlink.AddLink(new LinkSpec
        {
            Name = "eth0",
            Kind = new VethLink(new LinkSpec { Name = "eth0", Namespace = right.Namespace }),
            Up = true,
        });
        right.Netlink.SetLinkUp(right.IndexOf("eth0"));
        left.AwaitCarrier("eth0");
        right.AwaitCarrier("eth0");
        return (left, right);
    }

    /// <summary>A namespace with a link eth0 that is up and has 10.0.0.1/24 and fd00::1/64. Its other end is peer0.</summary>
    public TestNamespace CreateWithLink()
    {
        var test = Create();
        test.Netlink.AddLink(new LinkSpec { Name = "eth0", Kind = new VethLink(new LinkSpec { Name = "peer0" }), Up = true });
        test.Netlink.SetLinkUp(test.IndexOf("peer0"));
        test.AwaitCarrier("eth0");
        test.AwaitCarrier("peer0");
        test.AddAddress("eth0", "10.0.0.1/24");
        test.AddAddress("eth0", "fd00::1/64");
        return test;
    }

    /// <summary>Hosts on one bridge: eth0 in each, all up.</summary>
    public TestNamespace[] CreateLan(int hosts)
    {
        var lan = Create();
        lan.Netlink.AddLink(new LinkSpec { Name = "br0", Kind = new BridgeLink { MulticastSnooping = false }, Up = true });
        return [.. Enumerable.Range(0, hosts).Select(i =>
        {
            var host = Create();
            host.Netlink.AddLink(new LinkSpec
            {
                Name = "eth0",
                Kind = new VethLink(new LinkSpec { Name = $"port{i}", Namespace = lan.Namespace }),
                Up = true,
            });
            lan.Netlink.ChangeLink(lan.IndexOf($"port{i}"), new LinkChange { MasterIndex = lan.IndexOf("br0"), Up = true });
            host.AwaitCarrier("eth0");
            lan.AwaitCarrier($"port{i}");
            return host;
        })];
    }

    public void Dispose()
    {
        foreach (var created in _namespaces) created.Dispose();
        foreach (var file in Directory.GetFiles(_folder)) NetworkNamespace.Delete(file);
        Directory.Delete(_folder, recursive: true);
    }
}
