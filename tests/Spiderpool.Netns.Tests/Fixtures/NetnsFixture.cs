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

    public NetnsFixture() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "making network namespaces needs root");

    public TestNamespace Create(string name)
    {
        var created = new TestNamespace(NetworkNamespace.Create(PathOf(name)));
        _namespaces.Add(created);
        return created;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Two namespaces joined by a veth pair: eth0 in each, both up.</summary>
    public (TestNamespace Left, TestNamespace Right) CreatePair()
    {
        var (left, right) = (Create("left"), Create("right"));
        left.Netlink.AddLink(new LinkSpec
        {
            Name = "eth0",
            Kind = new VethLink(new LinkSpec { Name = "eth0", Namespace = right.Namespace }),
            Up = true,
        });
        right.Netlink.SetLinkUp(right.IndexOf("eth0"));
        return (left, right);
    }

    public void Dispose()
    {
        foreach (var created in _namespaces) created.Dispose();
        foreach (var file in Directory.GetFiles(_folder)) NetworkNamespace.Delete(file);
        Directory.Delete(_folder, recursive: true);
    }
}
