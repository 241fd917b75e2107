using System.Text.Json;
using Spiderpool.Api;

namespace Spiderpool.Controller.Installation;

/// <summary>The CNI network that a node has already.</summary>
/// <param name="Name">Its name in the CNI configuration.</param>
/// <param name="Type">Type of the first plugin.</param>
/// <param name="Master">Parent interface of the first plugin; null when it names none.</param>
public sealed record OverlayNetwork(string Name, string Type, string? Master)
{
    /// <summary>A configuration is some kilobytes; more is none.</summary>
    private const int MaxBytes = 1 << 20;

    private static readonly string[] Extensions = [".conf", ".conflist", ".json"];

    /// <summary>
    /// The network of the first file by name, as the container runtime takes it. Our own <c>00-</c> file and that of Multus do not
    /// count, since they stand in front of it.
    /// </summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="ReasonException"><see cref="Reason.InvalidConfiguration"/>: the first file cannot be read.</exception>
    public static OverlayNetwork? Find(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal))
        {
            if (Read(path) is { Type: not ("multus" or "multinic") } network) return network;
        }
        return null;
    }

    private static OverlayNetwork Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw Unreadable(path, $"it is larger than {MaxBytes} bytes");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var plugin = root.TryGetProperty("plugins", out var plugins) && plugins is { ValueKind: JsonValueKind.Array }
                && plugins.GetArrayLength() > 0 ? plugins[0] : root;
            return new OverlayNetwork(
                Text(root, "name") ?? throw Unreadable(path, "it has no \"name\""),
                Text(plugin, "type") ?? throw Unreadable(path, "its first plugin has no \"type\""),
                Text(plugin, "master"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw Unreadable(path, e.Message);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static ReasonException Unreadable(string path, string why) => new(
        Reason.InvalidConfiguration, $"CNI configuration {path}: {why}; correct it, or set SPIDERPOOL_INIT_DEFAULT_CNI_NAME");
}
