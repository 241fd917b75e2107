using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Tests.State;

public sealed class MountsTests
{
    [Fact]
    public void Mounts_below_a_folder_come_latest_first_and_unescaped()
    {
        string[] mountinfo =
        [
            "21 1 8:1 / / rw shared:1 - ext4 /dev/root rw",
            "30 21 0:4 net:[1] /tmp/s/netns/lan rw shared:2 - nsfs nsfs rw",
            @"31 21 0:4 net:[2] /tmp/s/with\040blank rw - nsfs nsfs rw",
            "32 21 0:4 net:[3] /tmp/sandbox/netns/lan rw - nsfs nsfs rw",
            "33 21 0:4 net:[1] /tmp/s/netns/lan rw - nsfs nsfs rw",
        ];

        Assert.Equal(["/tmp/s/netns/lan", "/tmp/s/with blank", "/tmp/s/netns/lan"], Mounts.Below("/tmp/s", mountinfo));
    }
}
