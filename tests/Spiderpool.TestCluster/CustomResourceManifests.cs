using System.Text.Json.Nodes;

namespace Spiderpool.TestCluster;

/// <summary>The manifests below charts/spiderpool/crds.</summary>
public static class CustomResourceManifests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>YAML texts, one definition each.</summary>
    public static IReadOnlyList<string> All { get; } = Read();

    /// <summary>Creates the definitions that are missing and waits until all are served.</summary>
    public static async Task ApplyAsync(RawApi api)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var names = new List<string>();
        foreach (var yaml in All)
        {
            var created = await api.SendAsync(HttpMethod.Post, Definitions, yaml, "application/yaml", deadline.Token);
            created.Expect(201, 409);
            names.Add(created.Metadata("name")?.GetValue<string>() ?? created.Body["details"]!["name"]!.GetValue<string>());
        }

        foreach (var name in names)
        {
            while (!IsEstablished((await api.GetAsync($"{Definitions}/{name}", deadline.Token)).Expect(200).Body))
                await Task.Delay(Pause, deadline.Token);
        }

        // A real server publishes schemas, by which kubectl validates, some time after the definition is established.
        while (!await IsPublishedAsync(api, names, deadline.Token))
            await Task.Delay(Pause, deadline.Token);
    }

    private static async Task<bool> IsPublishedAsync(RawApi api, IEnumerable<string> definitions, CancellationToken cancellationToken)
    {
        var document = await api.Http.GetStringAsync(new Uri("/openapi/v2", UriKind.Relative), cancellationToken);
        return definitions.All(name => document.Contains($"/{name.Split('.')[0]}/{{name}}\"", StringComparison.Ordinal));
    }

    private static bool IsEstablished(JsonObject definition) =>
        definition["status"]?["conditions"] is JsonArray conditions && conditions.Any(condition =>
            condition?["type"]?.GetValue<string>() == "Established" && condition["status"]?.GetValue<string>() == "True");

    private static List<string> Read()
    {
        var assembly = typeof(CustomResourceManifests).Assembly;
        var texts = new List<string>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("crds/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            texts.Add(reader.ReadToEnd());
        }

        return texts;
    }
}
