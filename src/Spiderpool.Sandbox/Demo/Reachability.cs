using Spectre.Console;
using Spiderpool.Sandbox.Reports;

namespace Spiderpool.Sandbox.Demo;

/// <summary>Who reaches whom, over each address.</summary>
internal sealed class Reachability
{
    private const int AtATime = 8;

    private readonly IReadOnlyList<PodReport> _pods;
    private readonly Dictionary<(string From, string Address), TimeSpan?> _answers = [];

    private Reachability(IReadOnlyList<PodReport> pods) => _pods = pods;

    /// <summary>Requests that were sent.</summary>
    public int Asked => _answers.Count;

    /// <summary>Requests that were answered.</summary>
    public int Answered => _answers.Values.Count(answer => answer is not null);

    /// <summary>Pings each address of each pod from every other pod.</summary>
    public static async Task<Reachability> MeasureAsync(IReadOnlyList<PodReport> pods, CancellationToken cancellationToken)
    {
        var result = new Reachability(pods);
        var questions = pods.SelectMany(from => pods.Where(to => to != from).SelectMany(to => AddressesOf(to))
            .Select(address => (From: from, Address: address)));
        await Parallel.ForEachAsync(
            questions,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (question, token) =>
            {
                var answer = await Ping.TryAsync(question.From.NetNs!, question.Address, token);
                lock (result._answers)
                    result._answers[(question.From.Name, question.Address)] = answer;
            });
        return result;
    }

    public Table ToTable()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("from \\ to");
        foreach (var pod in _pods)
            table.AddColumn(Markup.Escape(pod.Name));
        foreach (var from in _pods)
            table.AddRow([Markup.Escape(from.Name), .. _pods.Select(to => from == to ? "" : Cell(from, to))]);
        return table;
    }

    /// <summary>Addresses without the lengths of their subnets.</summary>
    public static IEnumerable<string> AddressesOf(PodReport pod) => pod.Addresses.Select(address => address.Split('/')[0]);

    private string Cell(PodReport from, PodReport to) => string.Join('\n', AddressesOf(to).Select(address =>
    {
        var family = address.Contains(':', StringComparison.Ordinal) ? "v6" : "v4";
        return _answers[(from.Name, address)] is { } time
            ? $"[green]{family} ok[/] {time.TotalMilliseconds:0.00} ms"
            : $"[red]{family} failed[/]";
    }));
}
