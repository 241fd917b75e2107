using Microsoft.Extensions.Time.Testing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests.Commit;

/// <summary>Many writers of one pool on a simulated clock, each with always something to write.</summary>
public class TurnTakingTests
{
    private const int Rounds = 2000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(0.5);

    [Theory]
    [InlineData(2, 0.01)]
    [InlineData(4, 0.05)]
    [InlineData(16, 0.1)]
    [InlineData(50, 0.3)]
    public void Few_writes_conflict_and_each_writer_gets_its_turn(int count, double conflicts)
    {
        var (time, random) = (new FakeTimeProvider(), new Random(count));
        var server = new Server(time, random);
        var writers = Enumerable.Range(0, count).Select(i => new Writer($"node-{i:d2}", server, time, random)).ToList();

        for (var i = 0; i < Rounds * 40 && server.Stored < Rounds; i++)
        {
            foreach (var writer in writers) writer.Step();
            time.Advance(Step);
        }

        Assert.Equal(Rounds, server.Stored);
        Assert.InRange(server.Conflicts, 0, Rounds * conflicts);
        // At the beginning nobody knows of the others; after that they go round.
        Assert.InRange(writers.Min(writer => writer.Stored), Rounds / count / 2, Rounds / count);
    }

    /// <summary>Stores a write if nothing newer is there; others hear of it one to two and a half milliseconds later.</summary>
    private sealed class Server(FakeTimeProvider time, Random random)
    {
        private readonly List<(SpiderIPPool Version, DateTimeOffset At)> _history = [(Version(0, null), time.GetUtcNow())];

        public int Stored => _history.Count - 1;

        public int Conflicts { get; private set; }

        public SpiderIPPool Newest => _history[^1].Version;

        public SpiderIPPool SeenBy(DateTimeOffset now)
        {
            var delay = TimeSpan.FromMilliseconds(1 + (1.5 * random.NextDouble()));
            return _history.FindLast(entry => entry.At + delay <= now).Version ?? _history[0].Version;
        }

        public bool TryStore(SpiderIPPool basis, string writer)
        {
            if (basis != Newest)
            {
                Conflicts++;
                return false;
            }
            _history.Add((Version(_history.Count, writer), time.GetUtcNow()));
            return true;
        }

        private static SpiderIPPool Version(int number, string? writer) => new()
        {
            Metadata = new() { Name = "pool", ResourceVersion = $"{number}" },
            Status = new() { LastWriter = writer },
        };
    }

    /// <summary>What the committer does, step by step: see, wait for the turn, write for three milliseconds.</summary>
    private sealed class Writer(string name, Server server, FakeTimeProvider time, Random random)
    {
        private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(3);

        private readonly WriterTurns _turns = new(name, time, random);
        private SpiderIPPool _basis = server.Newest;
        private SpiderIPPool? _written;
        private DateTimeOffset _sentAt;
        private bool _hasLost;

        public int Stored { get; private set; }

        public void Step()
        {
            if (_written is not null)
            {
                if (time.GetUtcNow() - _sentAt >= Duration) Finish(_written);
                return;
            }
            var seen = server.SeenBy(time.GetUtcNow());
            if (Number(seen) > Number(_basis)) See(seen);
            if (_hasLost || _turns.Pause() > TimeSpan.Zero) return;
            (_written, _sentAt) = (_basis, time.GetUtcNow());
        }

        private void See(SpiderIPPool seen)
        {
            _basis = seen;
            _turns.Saw(seen);
            if (_hasLost) _turns.Lost();
            _hasLost = false;
        }

        private void Finish(SpiderIPPool basis)
        {
            _written = null;
            _hasLost = !server.TryStore(basis, name);
            if (_hasLost) return;
            Stored++;
            _basis = server.Newest;
            _turns.Won(_basis, Duration, requests: 8);
        }

        private static int Number(SpiderIPPool pool) => int.Parse(pool.Metadata.ResourceVersion!);
    }
}
