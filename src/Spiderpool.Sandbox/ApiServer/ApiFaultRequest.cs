namespace Spiderpool.Sandbox.ApiServer;

/// <summary>A request as fault injection sees it; parts that the URL has not are empty.</summary>
/// <param name="Verb">GET, LIST, WATCH, POST, PUT, PATCH, DELETE or DELETECOLLECTION.</param>
/// <param name="Resource">Plural name, such as <c>spiderippools</c>.</param>
/// <param name="UserAgent">Tells clients apart.</param>
public sealed record ApiFaultRequest(
    string Verb, string Group, string Version, string Resource, string Namespace, string Name, string Subresource, string UserAgent);
