using System.Net;
using System.Text.Json;
using Spiderpool.Api.Core;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>One Lease on a server that checks versions.</summary>
internal sealed class FakeLeases
{
    private readonly Lock _lock = new();
    private long _version;

    /// <summary>The Lease as it is stored; null before the first write.</summary>
    public Lease? Stored { get; private set; }

    /// <summary>Decides before each call whether the server answers; what it returns is the answer then.</summary>
    public Func<ApiRequest, HttpResponseMessage?> Disturb { get; set; } = _ => null;

    /// <summary>Number of writes that were stored.</summary>
    public int Writes { get; private set; }

    public void Change(Func<Lease, Lease> change)
    {
        lock (_lock) Store(change(Stored!));
    }

    public void Delete()
    {
        lock (_lock) Stored = null;
    }

    public Task<HttpResponseMessage> AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Disturb(request) is { } disturbed) return Task.FromResult(disturbed);
            return Task.FromResult(request.Method switch
            {
                "GET" => Stored is null ? NotFound() : Answer(),
                "POST" when Stored is not null => FakeApi.Failure(HttpStatusCode.Conflict, "AlreadyExists", "exists"),
                "POST" => Write(Read(request)),
                _ when Stored is null => NotFound(),
                _ => Read(request) is var lease && lease.Metadata.ResourceVersion == Stored.Metadata.ResourceVersion
                    ? Write(lease)
                    : FakeApi.Failure(HttpStatusCode.Conflict, "Conflict", "the object has been modified"),
            });
        }
    }

    private static Lease Read(ApiRequest request) => JsonSerializer.Deserialize(request.Body, Lease.JsonType)!;

    private static HttpResponseMessage NotFound() => FakeApi.Failure(HttpStatusCode.NotFound, "NotFound", "no lease");

    private HttpResponseMessage Write(Lease lease)
    {
        Writes++;
        Store(lease);
        return Answer();
    }

    private void Store(Lease lease) => Stored = lease with
    {
        Metadata = lease.Metadata with { ResourceVersion = $"{++_version}", Uid = lease.Metadata.Uid ?? $"uid-{_version}" },
    };

    private HttpResponseMessage Answer() => FakeApi.Json(JsonSerializer.Serialize(Stored!, Lease.JsonType));
}
