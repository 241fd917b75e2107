namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>Which names a resource takes.</summary>
internal enum NameRule
{
    Subdomain,
    Label,

    /// <summary>Anything that can stand in a URL path, as for RBAC.</summary>
    PathSegment,
}
