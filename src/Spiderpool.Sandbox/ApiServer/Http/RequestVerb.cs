using Microsoft.AspNetCore.Http;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>Verbs of requests, upper case as in kube-apiserver's metrics.</summary>
internal static class RequestVerb
{
    public static string Of(HttpRequest request, string name) => request.Method switch
    {
        "GET" or "HEAD" when request.Query["watch"].ToString() is "true" or "1" => "WATCH",
        "GET" or "HEAD" => name.Length > 0 ? "GET" : "LIST",
        "DELETE" => name.Length > 0 ? "DELETE" : "DELETECOLLECTION",
        var other => other,
    };

    /// <summary>The verb as discovery and RBAC name it.</summary>
    public static string ApiVerb(string verb) => verb switch
    {
        "POST" => "create",
        "PUT" => "update",
        _ => verb.ToLowerInvariant(),
    };
}
