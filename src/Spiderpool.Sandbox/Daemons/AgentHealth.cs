using System.Net.Sockets;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Sandbox.Daemons;

/// <summary>Asks an agent on its socket whether it can allocate.</summary>
public static class AgentHealth
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>Whether the agent answers that it is healthy.</summary>
    public static async Task<bool> IsHealthyAsync(string socket, CancellationToken cancellationToken = default)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), token);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://agent"), Timeout = Deadline };
        try
        {
            using var response = await client.GetAsync(AgentPaths.Healthy, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits until the agent is healthy.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before.</exception>
    public static async Task WaitAsync(string socket, TimeProvider time, CancellationToken cancellationToken)
    {
        while (!await IsHealthyAsync(socket, cancellationToken))
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
    }
}
