using System.Collections.Immutable;
using System.Net;

namespace Spiderpool.Sandbox.ApiServer;

/// <summary>How an <see cref="ApiServer"/> runs.</summary>
public sealed record ApiServerOptions
{
    /// <summary>
    /// Where to listen; the first gives <see cref="ApiServer.Url"/>. Port 0 takes a free port. A socket that already listens,
    /// for example one opened in another network namespace, is a
    /// <see cref="Microsoft.AspNetCore.Connections.FileHandleEndPoint"/>.
    /// </summary>
    public ImmutableArray<EndPoint> Endpoints { get; init; } = [new IPEndPoint(IPAddress.Loopback, 0)];

    /// <summary>The administrator's bearer token; null for a random one.</summary>
    public string? Token { get; init; }

    /// <summary>Further users. Stored Roles and ClusterRoles say what they may do.</summary>
    public ImmutableArray<ApiUser> Users { get; init; } = [];

    /// <summary>
    /// Where the port of a service is, given its namespace, its name and the port's number: for webhooks that are services, since
    /// there is no network with their addresses. Null, or a null answer, for a service that cannot be reached.
    /// </summary>
    public Func<string, string, int, EndPoint?>? ResolveService { get; init; }

    /// <summary>Names and addresses in the serving certificate besides localhost and the listening addresses.</summary>
    public ImmutableArray<string> CertificateNames { get; init; } = [];

    /// <summary>How many changes each resource keeps for watches that resume; older ones get 410.</summary>
    public int HistoryWindow { get; init; } = 10_000;

    /// <summary>How often watches that allow bookmarks get one.</summary>
    public TimeSpan BookmarkPeriod { get; init; } = TimeSpan.FromMinutes(1);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Asked before each request; null, or a null answer, lets the request pass.</summary>
    public Func<ApiFaultRequest, ApiFault?>? Faults { get; init; }

    /// <summary>A file that keeps the whole store, certificates and token excluded; null keeps nothing.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>How often a changed store is written to <see cref="SnapshotPath"/>; it is also written at the end.</summary>
    public TimeSpan SnapshotPeriod { get; init; } = TimeSpan.FromSeconds(5);
}
