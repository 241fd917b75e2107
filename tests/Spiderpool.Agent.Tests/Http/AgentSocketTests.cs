using System.Net.Sockets;
using Spiderpool.Agent.Http;
using Spiderpool.Api;

namespace Spiderpool.Agent.Tests.Http;

public sealed class AgentSocketTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agent-socket-");

    private string SocketPath => Path.Combine(_folder.FullName, "below", "agent.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Only_the_owner_may_use_it()
    {
        using var socket = AgentSocket.Bind(SocketPath);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));
    }

    [Fact]
    public void What_a_killed_agent_left_is_taken_over()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(SocketPath)!);
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath));
            // A socket that is not closed in order leaves its file: here the file is moved away and back.
            File.Move(SocketPath, SocketPath + ".left");
        }
        File.Move(SocketPath + ".left", SocketPath);

        using var socket = AgentSocket.Bind(SocketPath);
        socket.Listen();

        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(SocketPath));
        Assert.Equal(["agent.sock"], Directory.GetFileSystemEntries(Path.GetDirectoryName(SocketPath)!).Select(Path.GetFileName));
    }

    [Fact]
    public void Where_another_agent_listens_it_is_refused()
    {
        using var first = AgentSocket.Bind(SocketPath);
        first.Listen();

        var failure = Assert.Throws<ReasonException>(() => AgentSocket.Bind(SocketPath));

        Assert.Equal(Reason.InvalidConfiguration, failure.Reason);
        Assert.Equal($"socket {SocketPath}: another process listens there; stop it, or set ipamUnixSocketPath", failure.Detail);
    }

    [Fact]
    public void A_path_that_cannot_be_used_is_named()
    {
        var path = Path.Combine(_folder.FullName, new string('x', 120));

        Assert.StartsWith($"socket {path}: ", Assert.Throws<ReasonException>(() => AgentSocket.Bind(path)).Detail);
    }
}
