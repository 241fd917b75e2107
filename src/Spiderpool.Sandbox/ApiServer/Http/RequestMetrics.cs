using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary><c>apiserver_request_total</c> with the labels of kube-apiserver.</summary>
internal sealed class RequestMetrics
{
    private readonly ConcurrentDictionary<Labels, StrongBox<long>> _requests = new();

    public void Count(string verb, RequestTarget target, bool dryRun, int code)
    {
        var scope = target switch
        {
            { Name.Length: > 0 } => "resource",
            { Namespace.Length: > 0 } => verb == "POST" ? "resource" : "namespace",
            _ => "cluster",
        };
        var labels = new Labels(verb, target.Group, target.Version, target.Plural, target.Subresource, scope, dryRun, code);
        Interlocked.Increment(ref _requests.GetOrAdd(labels, static _ => new StrongBox<long>()).Value);
    }

    public string Exposition()
    {
        var text = new StringBuilder()
            .Append("# HELP apiserver_request_total Counter of apiserver requests broken out for each verb, dry run value, ")
            .Append("group, version, resource, scope, component, and HTTP response code.\n")
            .Append("# TYPE apiserver_request_total counter\n");
        // LINQ would copy it while others add to it, and fail.
        foreach (var (labels, count) in _requests.ToArray().OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"apiserver_request_total{{code=\"{labels.Code}\",")
                .Append($"component=\"apiserver\",dry_run=\"{(labels.DryRun ? "All" : "")}\",group=\"{labels.Group}\",")
                .Append($"resource=\"{labels.Resource}\",scope=\"{labels.Scope}\",subresource=\"{labels.Subresource}\",")
                .Append($"verb=\"{labels.Verb}\",version=\"{labels.Version}\"}} {count.Value}\n");
        }

        return text.ToString();
    }

    private readonly record struct Labels(
        string Verb, string Group, string Version, string Resource, string Subresource, string Scope, bool DryRun, int Code);
}
