using Spiderpool.Sandbox.ApiServer.Access;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>The query parameters of a write.</summary>
internal sealed record WriteOptions
{
    public static readonly WriteOptions Default = new();

    /// <summary>Everything is done but the commit.</summary>
    public bool DryRun { get; init; }

    /// <summary>Owner of the fields in <c>metadata.managedFields</c>.</summary>
    public string FieldManager { get; init; } = "unknown";

    /// <summary>The write is a server-side apply, which has recorded the owners of fields itself.</summary>
    public bool IsApply { get; init; }

    /// <summary>An apply takes fields from other managers instead of failing.</summary>
    public bool Force { get; init; }

    /// <summary>Ignore, Warn or Strict.</summary>
    public string FieldValidation { get; init; } = "Warn";

    /// <summary>Empty, status or scale.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Webhooks have been asked about the request already, in the form that the client sent.</summary>
    public bool IsAdmitted { get; init; }

    /// <summary>Who writes.</summary>
    public UserInfo User { get; init; } = UserInfo.Admin;

    /// <summary>Collects what becomes <c>Warning</c> headers.</summary>
    public List<string> Warnings { get; init; } = [];
}
