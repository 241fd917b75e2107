using System.Reflection;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.Demo;

/// <summary>The manifests of the demo, which are part of this assembly.</summary>
internal static class DemoManifests
{
    /// <summary>Text of a file of the folder Manifests.</summary>
    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"demo/{name}.yaml")
            ?? throw new ArgumentException($"no manifest {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The objects of a text, which <c>---</c> separates.</summary>
    public static IEnumerable<JsonObject> Objects(string text) => text.Split("\n---\n").Select(YamlText.ParseObject);
}
