using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;
using Spiderpool.Netns.Tests.Fixtures;

namespace Spiderpool.Netns.Tests;

public sealed class NamespaceTests(NetnsFixture fixture) : IClassFixture<NetnsFixture>
{
    [Fact]
    public void Created_namespace_is_another_one_and_opens_by_its_path()
    {
        using var test = fixture.Create("created");
        using var again = NetworkNamespace.Open(test.Namespace.Path);
        using var current = NetworkNamespace.OpenCurrent();

        Assert.Equal(test.Namespace, again);
        Assert.Equal(test.Namespace.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(test.Namespace, current);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(again.Path));
        Assert.Equal(["lo"], test.Netlink.ListLinks().Select(link => link.Name));
    }

    [Fact]
    public void Create_makes_missing_folders()
    {
        var path = fixture.PathOf("a/b/ns");
        using (NetworkNamespace.Create(path)) Assert.True(File.Exists(path));

        NetworkNamespace.Delete(path);

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Create_at_a_taken_path_fails_and_leaves_it_alone()
    {
        using var test = fixture.Create("taken");

        var error = Assert.Throws<SystemCallException>(() => NetworkNamespace.Create(test.Namespace.Path));

        Assert.Equal(Errno.EEXIST, error.Errno);
        using var still = NetworkNamespace.Open(test.Namespace.Path);
        Assert.Equal(test.Namespace, still);
    }

    [Fact]
    public void Delete_of_nothing_succeeds()
    {
        var path = fixture.PathOf("twice");
        NetworkNamespace.Create(path).Dispose();

        NetworkNamespace.Delete(path);
        NetworkNamespace.Delete(path);
        NetworkNamespace.Delete(fixture.PathOf("no/such/folder"));

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Delete_cleans_the_empty_file_of_a_crashed_create_but_no_file_with_content()
    {
        var (crashed, foreign) = (fixture.PathOf("crashed"), fixture.PathOf("foreign"));
        File.WriteAllText(crashed, "");
        File.WriteAllText(foreign, "text");

        NetworkNamespace.Delete(crashed);
        var error = Assert.Throws<SystemCallException>(() => NetworkNamespace.Delete(foreign));

        Assert.False(File.Exists(crashed));
        Assert.Contains("ordinary file", error.Message, StringComparison.Ordinal);
        File.Delete(foreign);
    }

    [Fact]
    public void Open_of_an_ordinary_file_or_a_missing_one_says_so()
    {
        var path = fixture.PathOf("ordinary");
        File.WriteAllText(path, "");

        Assert.Contains("no network namespace", Assert.Throws<SystemCallException>(() => NetworkNamespace.Open(path)).Message,
            StringComparison.Ordinal);
        Assert.Equal(Errno.EINVAL, Assert.Throws<SystemCallException>(() => NetworkNamespace.Open("/proc/self/ns/mnt")).Errno);
        Assert.Equal(Errno.ENOENT, Assert.Throws<SystemCallException>(() => NetworkNamespace.Open(path + "x")).Errno);
        File.Delete(path);
    }

    [Fact]
    public void Run_gives_the_result_and_passes_exceptions_on()
    {
        using var test = fixture.Create("run");

        Assert.Equal(test.Namespace.Inode, test.Namespace.Run(CurrentInode));
        Assert.Throws<InvalidOperationException>(() => test.Namespace.Run(() => throw new InvalidOperationException("own")));
        Assert.Throws<ArgumentException>(() => { _ = test.Namespace.Run(() => Task.CompletedTask); });
        Assert.Throws<ArgumentException>(() => { test.Namespace.Run(() => ValueTask.FromResult(1)).AsTask().Dispose(); });
    }

    [Fact]
    public void Thousand_entries_leave_the_thread_pool_in_the_root_namespace()
    {
        using var test = fixture.Create("pool");
        var root = CurrentInode();
        var strays = 0;

        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            if (test.Namespace.Run(CurrentInode) != test.Namespace.Inode) Interlocked.Increment(ref strays);
            using (RouteNetlink.Open(test.Namespace))
            {
            }
            if (CurrentInode() != root) Interlocked.Increment(ref strays);
        });

        Assert.Equal(0, strays);
    }

    [Fact]
    public void Opening_and_failing_leak_no_descriptor()
    {
        using var test = fixture.Create("descriptors");
        var missing = fixture.PathOf("missing");
        Cycle();
        var before = OpenDescriptors();

        const int cycles = 400;
        for (var i = 0; i < cycles; i++) Cycle();

        // Other tests of the process may hold some dozens at this moment; a leak in each cycle would not hide among them.
        Assert.InRange(OpenDescriptors(), 0, before + (cycles / 2));

        void Cycle()
        {
            var path = fixture.PathOf("cycle");
            using (var made = NetworkNamespace.Create(path))
            using (var netlink = RouteNetlink.Open(made)) netlink.ListLinks();
            NetworkNamespace.Delete(path);
            Assert.Throws<SystemCallException>(() => NetworkNamespace.Open(missing));
            Assert.Throws<SystemCallException>(() => NetworkNamespace.Open("/proc/self/ns/mnt"));
        }
    }

    private static int OpenDescriptors() => Directory.GetFiles("/proc/self/fd").Length;

    private static ulong CurrentInode()
    {
        using var current = NetworkNamespace.OpenCurrent();
        return current.Inode;
    }
}
