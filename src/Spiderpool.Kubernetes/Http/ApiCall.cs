using System.Text;
using Spiderpool.Api.Meta;

namespace Spiderpool.Kubernetes.Http;

/// <summary>One call, for its URL and for error messages.</summary>
internal sealed record ApiCall(HttpMethod Method, string Verb, ResourceDefinition Resource)
{
    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Subresource { get; init; }

    public string Accept { get; init; } = "application/json";

    /// <summary>Query without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Path and query of a call that is for no resource; null for one that is.</summary>
    public string? RawPath { get; init; }

    public bool IsWrite => Method != HttpMethod.Get;

    /// <summary>Path and query from the server's root.</summary>
    public string PathAndQuery()
    {
        if (RawPath is not null)
            return RawPath;
        var path = new StringBuilder(Resource.Group.Length == 0 ? "/api/" : "/apis/").Append(Resource.ApiVersion);
        if (Resource.IsNamespaced && Namespace is { Length: > 0 })
            path.Append("/namespaces/").Append(Segment(Namespace));
        path.Append('/').Append(Resource.Plural);
        if (Name is not null)
            path.Append('/').Append(Segment(Name));
        if (Subresource is not null)
            path.Append('/').Append(Segment(Subresource));
        if (Query.Length > 0)
            path.Append('?').Append(Query);
        return path.ToString();
    }

    /// <summary>As in <c>update spiderippools/status v4-pool</c>.</summary>
    public override string ToString()
    {
        if (RawPath is not null)
            return $"{Verb} {RawPath}";
        var text = new StringBuilder(Verb).Append(' ').Append(Resource.Plural);
        if (Subresource is not null)
            text.Append('/').Append(Subresource);
        if (Name is not null || Namespace is { Length: > 0 })
            text.Append(' ');
        if (Namespace is { Length: > 0 })
            text.Append(Namespace).Append('/');
        return text.Append(Name).ToString();
    }

    private static string Segment(string value) => value is "" or "." or ".."
        ? throw new ArgumentException($"\"{value}\" is no name of a Kubernetes object")
        : Uri.EscapeDataString(value);
}
