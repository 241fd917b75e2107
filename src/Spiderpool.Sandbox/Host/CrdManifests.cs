using System.Reflection;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.Host;

/// <summary>The custom resource definitions of the chart, which are part of this assembly.</summary>
internal static class CrdManifests
{
    private const string Prefix = "crds/";

    public static IEnumerable<JsonObject> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return YamlText.ParseObject(reader.ReadToEnd());
        }
    }

    /// <summary>Creates the definitions, or brings those of an earlier run up to date.</summary>
    public static async Task ApplyAsync(ObjectAccess objects, CancellationToken cancellationToken)
    {
        foreach (var manifest in All())
        {
            var exists = objects.Get(
                manifest.Text("apiVersion")!, manifest.Text("kind")!, "", manifest.At("metadata", "name").AsText()!) is not null;
            _ = exists
                ? await objects.UpdateAsync(manifest, cancellation: cancellationToken)
                : await objects.CreateAsync(manifest, cancellationToken);
        }
    }
}
