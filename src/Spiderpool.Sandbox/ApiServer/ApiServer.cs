using System.Net;
using System.Security.Cryptography;
using System.Text;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Admission;
using Spiderpool.Sandbox.ApiServer.Discovery;
using Spiderpool.Sandbox.ApiServer.GarbageCollection;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.Reading;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer;

/// <summary>
/// A Kubernetes API server in process: enough of the API for kubectl, the official clients and Spiderpool, all in memory.
/// </summary>
public sealed partial class ApiServer : IAsyncDisposable
{
    private readonly ApiServerOptions _options;
    private readonly ServingCertificate _certificate;
    private readonly RequestPipeline _pipeline;
    private readonly ObjectStore _store;
    private readonly GarbageCollector _collector;
    private readonly WebhookClient _webhooks;
    private readonly ResourceRegistry _registry = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<KestrelEndpoint> _listeners = [];

    private ApiServer(ApiServerOptions options)
    {
        _options = options;
        Token = options.Token ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        _certificate = new ServingCertificate(["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
            "127.0.0.1", "::1", .. options.CertificateNames,
            .. options.Endpoints.OfType<IPEndPoint>().Select(endpoint => endpoint.Address.ToString())]);
        var time = options.TimeProvider;
        _store = new ObjectStore(options.HistoryWindow);
        _store.Of(BuiltinResources.Pods);
        foreach (var resource in BuiltinResources.All.Where(resource => resource.StorageGroup is null))
            _store.Of(resource).Select(resource.SelectableFields);
        _webhooks = new WebhookClient(options.ResolveService);
        var admission = new AdmissionChain(WebhookCatalogue.Mutating(_store), WebhookCatalogue.Validating(_store),
            new WebhookMatcher(_store, _registry), _webhooks);
        var writer = new ObjectWriter(_store, _registry, admission, time);
        _collector = new GarbageCollector(_store, _registry, writer, time);
        Objects = new ObjectAccess(_store, _registry, writer);
        var tokens = new ServiceAccountTokens(_store, time);
        var (authenticator, authorizer) = (new Authenticator(Token, options.Users, tokens), new RbacAuthorizer(_store));
        var metrics = new RequestMetrics();
        var handler = new ResourceHandler(_store, writer, new ListHandler(_store, time),
            new WatchHandler(_store, time, options.BookmarkPeriod, _stopping.Token), new Reviews(authenticator, authorizer), tokens, time);
        _pipeline = new RequestPipeline(
            _registry, handler, new DiscoveryHandler(_registry, metrics), authenticator, authorizer, metrics, time)
        {
            Faults = options.Faults,
        };
    }

    /// <summary>https://address:port of the first endpoint. The same port also takes plain HTTP (<see cref="PlainUrl"/>).</summary>
    public Uri Url { get; private set; } = new("https://127.0.0.1");

    /// <summary>The same without TLS, for clients that send their token there too; kubectl does not.</summary>
    public Uri PlainUrl => new UriBuilder(Url) { Scheme = "http" }.Uri;

    /// <summary>The administrator's bearer token. Every request but health and version needs one.</summary>
    public string Token { get; }

    /// <summary>The certificate authority of <see cref="Url"/>, PEM.</summary>
    public string CertificateAuthority => _certificate.AuthorityPem;

    /// <summary>The stored objects, without HTTP.</summary>
    public ObjectAccess Objects { get; }

    /// <summary>See <see cref="ApiServerOptions.Faults"/>; may change at any time.</summary>
    public Func<ApiFaultRequest, ApiFault?>? Faults
    {
        get => _pipeline.Faults;
        set => _pipeline.Faults = value;
    }

    /// <summary>Starts a server; it serves when the task completes.</summary>
    /// <exception cref="IOException">An endpoint is in use.</exception>
    public static async Task<ApiServer> StartAsync(ApiServerOptions options, CancellationToken cancellation = default)
    {
        var server = new ApiServer(options);
        try
        {
            await server.LoadAsync(cancellation);
            foreach (var endpoint in options.Endpoints)
                await server.ListenAsync(endpoint, cancellation);
            server.StartBackground();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens one more endpoint; see <see cref="ApiServerOptions.Endpoints"/>.</summary>
    /// <returns>The port, 0 for endpoints without one.</returns>
    public async Task<int> ListenAsync(EndPoint endpoint, CancellationToken cancellation = default)
    {
        var listener = await KestrelEndpoint.StartAsync(endpoint, _certificate, _pipeline.HandleAsync, cancellation);
        lock (_listeners)
        {
            _listeners.Add(listener);
            if (_listeners.Count == 1 && endpoint is IPEndPoint ip)
                Url = new UriBuilder("https", Reachable(ip.Address).ToString(), listener.Port).Uri;
        }

        return listener.Port;
    }

    /// <summary>A kubeconfig with the authority, the token and one context.</summary>
    /// <param name="url">Another address of this server; null for <see cref="Url"/>.</param>
    public string Kubeconfig(Uri? url = null)
    {
        var target = url ?? Url;
        var authority = target.Scheme == "https"
            ? $"    certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(CertificateAuthority))}\n"
            : "";
        return $"""
            apiVersion: v1
            kind: Config
            current-context: sandbox
            clusters:
            - name: sandbox
              cluster:
                server: {target.GetLeftPart(UriPartial.Authority)}
            {authority.TrimEnd()}
            contexts:
            - name: sandbox
              context:
                cluster: sandbox
                user: sandbox
            users:
            - name: sandbox
              user:
                token: {Token}

            """;
    }

    /// <summary>Ends all watches, as a restart of the server would.</summary>
    public void CloseWatches() => _store.CloseWatches();

    /// <summary>Forgets the history: watches that resume get 410, as after a compaction of etcd.</summary>
    public void Compact()
    {
        foreach (var store in _store.All)
            store.Compact();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _store.CloseWatches();
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
        await StopBackgroundAsync();
        _webhooks.Dispose();
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback
        : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : address;
}
