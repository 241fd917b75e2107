namespace Spiderpool.Controller.Tests.Configuration;

/// <summary>The table of docs/reference/configuration.md.</summary>
internal static class ConfigurationPage
{
    /// <summary>Keys of a component and when they take effect, as <c>key now</c> or <c>key restart</c>.</summary>
    /// <param name="column">2 for the controller, 3 for the agent.</param>
    public static IEnumerable<string> Of(int column) => SourceTree.Read("docs/reference/configuration.md").Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells[column + 1] != "–").Select(cells => $"{cells[1].Trim('`')} {cells[column + 1]}");
}
