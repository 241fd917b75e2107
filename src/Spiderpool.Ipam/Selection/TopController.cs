namespace Spiderpool.Ipam.Selection;

/// <summary>The controller at the top of a pod's owners (spec/ipam.md 4.1); a bare pod is its own.</summary>
public sealed record TopController(string ApiVersion, string Kind, string Namespace, string Name, string Uid)
{
    /// <summary>API group; empty for the core group.</summary>
    public string ApiGroup => ApiVersion.IndexOf('/') is >= 0 and var slash ? ApiVersion[..slash] : "";

    /// <summary>Version without the group.</summary>
    public string Version => ApiVersion[(ApiVersion.IndexOf('/') + 1)..];
}
