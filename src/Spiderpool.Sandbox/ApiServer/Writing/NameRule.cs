namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>Which names a resource takes.</summary>
internal enum NameRule
{
    Subdomain,
    Label,

    /// <summary>A label that begins with a letter (RFC 1035), as names of Services.</summary>
    Service,

    /// <summary>Anything that can stand in a URL path, as for RBAC.</summary>
    PathSegment,
}
