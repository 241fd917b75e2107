using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Spiderpool.Cni.Tests.Fixtures;

/// <summary>An agent that answers as the test says, on a unix socket in a temporary folder of its own.</summary>
internal sealed class FakeAgent : IDisposable
{
    private readonly Func<AgentRequest, AgentReply> _script;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cni-tests-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> _held = [];
    private readonly Task _serving;

    public FakeAgent(Func<AgentRequest, AgentReply> script)
    {
        _script = script;
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen(64);
        _serving = Task.Run(ServeAsync);
    }

    public FakeAgent(AgentReply reply) : this(_ => reply)
    {
    }

    public string SocketPath => Path.Combine(_folder.FullName, "agent.sock");

    public string LogPath => Path.Combine(_folder.FullName, "plugin.log");

    public ConcurrentQueue<AgentRequest> Requests { get; } = new();

    public IEnumerable<string> Lines => Requests.Select(request => request.Line);

    /// <summary>A network configuration that names this agent.</summary>
    public string NetConf(string version = "1.1.0", string ipam = "", string more = "") => $$"""
        {"cniVersion":"{{version}}","name":"lan","type":"macvlan",
         "ipam":{"type":"spiderpool","ipam_unix_socket_path":"{{SocketPath}}","log_file_path":"{{LogPath}}"{{Joined(ipam)}} }
         {{Joined(more)}} }
        """;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _held) socket.Dispose();
        _serving.GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }

    private static string Joined(string members) => members.Length == 0 ? "" : "," + members;

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync();
                connections.Add(Task.Run(() => AnswerAsync(connection)));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
        await Task.WhenAll(connections);
    }

    private async Task AnswerAsync(Socket connection)
    {
        _held.Add(connection);
        try
        {
            var request = await ReceiveAsync(connection);
            Requests.Enqueue(request);
            var reply = _script(request);
            await SendAsync(connection, reply);
            if (!reply.Hold) connection.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The plugin went away, as some tests have it.
            connection.Dispose();
        }
    }

    private static async Task SendAsync(Socket connection, AgentReply reply)
    {
        if (reply.Pause == default)
        {
            for (var sent = 0; sent < reply.Bytes.Length;) sent += await connection.SendAsync(reply.Bytes.AsMemory(sent));
            return;
        }
        for (var i = 0; i < reply.Bytes.Length; i++)
        {
            await Task.Delay(reply.Pause);
            await connection.SendAsync(reply.Bytes.AsMemory(i, 1));
        }
    }

    private static async Task<AgentRequest> ReceiveAsync(Socket connection)
    {
        var received = new List<byte>();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await connection.ReceiveAsync(buffer);
            if (count == 0) throw new EndOfStreamException();
            received.AddRange(buffer.AsSpan(0, count));
            if (Complete(Encoding.UTF8.GetString([.. received])) is { } request) return request;
        }
    }

    private static AgentRequest? Complete(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return null;
        var head = text[..end].Split("\r\n");
        const string lengthKey = "Content-Length: ";
        var length = head.FirstOrDefault(line => line.StartsWith(lengthKey, StringComparison.Ordinal)) is { } line
            ? int.Parse(line.AsSpan(lengthKey.Length))
            : 0;
        var body = text[(end + 4)..];
        if (Encoding.UTF8.GetByteCount(body) < length) return null;
        var words = head[0].Split(' ');
        return new AgentRequest(words[0], words[1], body);
    }
}
