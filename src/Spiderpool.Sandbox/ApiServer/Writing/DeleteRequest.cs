using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Access;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary><c>metav1.DeleteOptions</c>.</summary>
internal sealed record DeleteRequest
{
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Background, Foreground, Orphan, or null for the default, which is Background.</summary>
    public string? Propagation { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Who deletes.</summary>
    public UserInfo User { get; init; } = UserInfo.Admin;

    /// <summary>Gets what becomes <c>Warning</c> headers.</summary>
    public List<string> Warnings { get; init; } = [];

    /// <param name="body">Null when the request has none.</param>
    /// <param name="query">Query parameters by name, which the body overrides.</param>
    public static DeleteRequest From(JsonObject? body, Func<string, string?> query) => new()
    {
        GracePeriodSeconds = body.Integer("gracePeriodSeconds")
            ?? (long.TryParse(query("gracePeriodSeconds"), out var seconds) ? seconds : null),
        Propagation = body.Text("propagationPolicy") ?? query("propagationPolicy")
            ?? (body.Flag("orphanDependents") || query("orphanDependents") == "true" ? "Orphan" : null),
        Uid = body.Object("preconditions").Text("uid"),
        ResourceVersion = body.Object("preconditions").Text("resourceVersion"),
        DryRun = body.Array("dryRun") is { Count: > 0 } || query("dryRun") is { Length: > 0 },
    };
}
