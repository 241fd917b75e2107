using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Benchmarks.Agents;

/// <summary>The socket API of any agent (spec/ipam.md 2), as plugins use it: each call has a connection of its own.</summary>
internal sealed class AgentSocket : IDisposable
{
    private const int SocketLevel = 1, PeerCredentials = 17;

    private readonly string _path;
    private readonly HttpClient _http;

    public AgentSocket(string path)
    {
        _path = path;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(cancellationToken), ownsSocket: true),
        };
        // The deadline that plugins have.
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://agent"), Timeout = TimeSpan.FromSeconds(100) };
    }

    public Task<IpamAddResponse> AddAsync(IpamAddArgs args, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, args, ApiJson.Default.IpamAddArgs, async content =>
            await content.ReadFromJsonAsync(ApiJson.Default.IpamAddResponse, cancellationToken)
            ?? throw new HttpRequestException("the answer is null"), cancellationToken);

    public Task<bool> DeleteAsync(IpamDelArgs args, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, args, ApiJson.Default.IpamDelArgs, _ => Task.FromResult(true), cancellationToken);

    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(AgentPaths.Healthy, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Number of the process that listens (SO_PEERCRED of unix(7)).</summary>
    public async Task<int> FindPidAsync(CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(cancellationToken);
        var credentials = new byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BinaryPrimitives.ReadInt32LittleEndian(credentials);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<TBody, T>(
        HttpMethod method, TBody body, JsonTypeInfo<TBody> type, Func<HttpContent, Task<T>> read, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, AgentPaths.Ip)
        {
            // Not JsonContent: that sends chunks, plugins send a length.
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return await read(response.Content);
        throw new HttpRequestException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
