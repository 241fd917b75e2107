using System.Net;

namespace Spiderpool.Kubernetes;

/// <summary>
/// A call to the API server that failed, also when no answer came (<see cref="StatusCode"/> is then 0). The message is one
/// line: verb, resource, name, what the server said.
/// </summary>
public sealed class KubernetesApiException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>HTTP status, or the code of an ERROR event of a watch; 0 when there was no answer.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary><c>reason</c> of the server's Status, as in <c>AlreadyExists</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the server asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The call was a write, and the server may have carried it out: read again before concluding anything from the failure.
    /// </summary>
    public bool MayHaveBeenApplied { get; init; }

    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    /// <summary>The object changed since it was read, or a precondition does not hold.</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && !IsAlreadyExists;

    public bool IsAlreadyExists => StatusCode == HttpStatusCode.Conflict && Reason == "AlreadyExists";

    /// <summary>The resourceVersion or continue token is too old: list again.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    /// <summary>The same call may succeed later: no answer, 408, 429, 5xx.</summary>
    public bool IsTransient =>
        StatusCode is 0 or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        || (StatusCode >= HttpStatusCode.InternalServerError && StatusCode != HttpStatusCode.NotImplemented);
}
