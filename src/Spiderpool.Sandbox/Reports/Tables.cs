using Spectre.Console;

namespace Spiderpool.Sandbox.Reports;

/// <summary>Reports as tables for people.</summary>
internal static class Tables
{
    public static Table Nodes(IEnumerable<NodeReport> nodes)
    {
        var table = New("Node", "Addresses", "Agent");
        foreach (var node in nodes)
            table.AddRow(node.Name, string.Join('\n', node.Addresses), node.AgentHealthy ? "[green]healthy[/]" : "[red]does not answer[/]");
        return table;
    }

    public static Table Pods(IEnumerable<PodReport> pods)
    {
        var table = New("Pod", "Node", "Phase", "Interface", "Addresses");
        foreach (var pod in pods)
        {
            table.AddRow(Markup.Escape($"{pod.Namespace}/{pod.Name}"), pod.Node ?? "-", pod.Phase, pod.Interface ?? "-",
                pod.Addresses.Count > 0 ? string.Join('\n', pod.Addresses) : "-");
        }

        return table;
    }

    public static Table Pools(IEnumerable<PoolReport> pools)
    {
        var table = New("Pool", "Subnet", "Allocated", "Free");
        foreach (var pool in pools)
            table.AddRow(pool.Name, pool.Subnet, $"{pool.Allocated}", $"{pool.Free}");
        return table;
    }

    private static Table New(params string[] columns) => new Table().Border(TableBorder.Rounded).AddColumns(columns);
}
