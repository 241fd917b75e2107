using System.Net.Sockets;
using Spiderpool.Api;

namespace Spiderpool.Agent.Http;

/// <summary>The agent's unix socket: mode 0600, and taken over from an earlier agent without a moment of absence.</summary>
internal static class AgentSocket
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// A bound socket whose path appears with its final mode: it is bound beside, restricted, then renamed over what a
    /// killed agent left.
    /// </summary>
    /// <exception cref="ReasonException">The path cannot be used, or another agent listens there.</exception>
    public static Socket Bind(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var beside = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (IsAnswered(path)) throw Bad(path, "another process listens there; stop it, or set ipamUnixSocketPath");
            File.Delete(beside);
            socket.Bind(new UnixDomainSocketEndPoint(beside));
            File.SetUnixFileMode(beside, OwnerOnly);
            File.Move(beside, path, overwrite: true);
            return socket;
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            throw Bad(path, e.Message, e);
        }
    }

    private static bool IsAnswered(string path)
    {
        if (!File.Exists(path)) return false;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static ReasonException Bad(string path, string why, Exception? inner = null) =>
        new(Reason.InvalidConfiguration, $"socket {path}: {why}", inner);
}
