using System.Net.Sockets;
using System.Text;
using Spiderpool.Api;

namespace Spiderpool.Cni.Agent;

/// <summary>
/// One HTTP/1.1 request over a unix socket, within a deadline. Written by hand because a plugin lives a few milliseconds,
/// of which HttpClient would take a good part.
/// </summary>
/// <param name="socketPath">Path of the agent's socket.</param>
/// <param name="time">Clock of the deadline.</param>
internal sealed class UnixHttpClient(string socketPath, TimeProvider time)
{
    /// <summary>Sends one request on a connection of its own and reads the answer.</summary>
    /// <exception cref="ReasonException">AgentUnreachable, DeadlineExceeded, or Internal for an answer that is no HTTP.</exception>
    public HttpAnswer Send(string method, string target, ReadOnlySpan<byte> body, TimeSpan limit)
    {
        var started = time.GetTimestamp();
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            // On a unix socket the send timeout also ends a connect that waits for a full queue.
            socket.SendTimeout = Remaining();
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            var request = Request(method, target, body);
            for (var sent = 0; sent < request.Length; socket.SendTimeout = Remaining())
                sent += socket.Send(request.AsSpan(sent), SocketFlags.None);
            return new HttpAnswerReader(buffer =>
            {
                socket.ReceiveTimeout = Remaining();
                return socket.Receive(buffer, SocketFlags.None);
            }).Read();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock or SocketError.TryAgain)
        {
            throw TooLate(e);
        }
        catch (SocketException e)
        {
            throw new ReasonException(Reason.AgentUnreachable, $"{method} {target} on the socket {socketPath}: {Explain(e)}", e);
        }
        catch (EndOfStreamException e)
        {
            throw new ReasonException(Reason.AgentUnreachable, $"{method} {target}: the agent on {socketPath} {e.Message}", e);
        }
        catch (HttpFormatException e)
        {
            throw new ReasonException(
                Reason.Internal, $"{method} {target}: the agent on {socketPath} does not speak HTTP/1.1: {e.Message}", e);
        }

        int Remaining()
        {
            var rest = limit - time.GetElapsedTime(started);
            return rest > TimeSpan.Zero ? (int)Math.Ceiling(rest.TotalMilliseconds) : throw TooLate(null);
        }

        ReasonException TooLate(Exception? inner) => new(Reason.DeadlineExceeded,
            $"{method} {target}: the agent on {socketPath} did not answer within {limit.TotalSeconds:0.###} s", inner);
    }

    private static byte[] Request(string method, string target, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(
            $"{method} {target} HTTP/1.1\r\nHost: spiderpool-agent\r\nConnection: close\r\n"
            + (body.IsEmpty ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        var request = new byte[head.Length + body.Length];
        head.CopyTo(request, 0);
        body.CopyTo(request.AsSpan(head.Length));
        return request;
    }

    private static string Explain(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "nobody listens on it",
        SocketError.ConnectionReset or SocketError.Shutdown => "the agent closed the connection",
        SocketError.AccessDenied => "permission denied",
        // What .NET makes of ENOENT.
        SocketError.AddressNotAvailable => "it does not exist",
        _ => e.Message,
    };
}
