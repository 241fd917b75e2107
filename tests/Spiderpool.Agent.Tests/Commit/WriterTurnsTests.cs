using Microsoft.Extensions.Time.Testing;
using Spiderpool.Agent.Commit;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Tests.Commit;

public class WriterTurnsTests
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(3);

    private readonly FakeTimeProvider _time = new();
    private readonly WriterTurns _turns;
    private int _version;

    public WriterTurnsTests() => _turns = new WriterTurns("b", _time, new Random(1));

    [Fact]
    public void A_writer_alone_waits_for_nobody()
    {
        _turns.Saw(Version("b"));
        Assert.Equal(TimeSpan.Zero, _turns.Pause());

        _turns.Won(Version("b"), Turn, requests: 1);
        Assert.Equal(TimeSpan.Zero, _turns.Pause());
    }

    [Fact]
    public void A_writer_with_much_to_do_rests_after_its_own_write_in_case_others_try()
    {
        _turns.Won(Version("b"), Turn, requests: 2);

        Assert.InRange(_turns.Pause(), Turn / 2, Turn);

        _time.Advance(Turn);
        Assert.Equal(TimeSpan.Zero, _turns.Pause());
    }

    [Theory]
    [InlineData("a", 0)] // b is next
    [InlineData("d", 1)] // a is before b
    [InlineData("c", 2)] // d and a are
    [InlineData("b", 3)] // c, d and a are
    public void The_turn_comes_in_the_order_of_names_after_the_last_writer(string last, int ahead)
    {
        foreach (var writer in new[] { "a", "c", "d", last }) See(writer);

        Assert.InRange(_turns.Pause(), Turn * 2 * ahead, Turn * ((2 * ahead) + 0.2));
    }

    [Fact]
    public void Those_ahead_lose_their_turn_with_time()
    {
        _turns.Saw(Version("a"));
        _turns.Won(Version("b"), Turn, requests: 8);

        Assert.NotEqual(TimeSpan.Zero, _turns.Pause());
        _time.Advance(Turn * 3);

        Assert.Equal(TimeSpan.Zero, _turns.Pause());
    }

    [Fact]
    public void A_writer_that_is_silent_for_long_has_no_turn_any_more()
    {
        _turns.Saw(Version("a"));
        _time.Advance(TimeSpan.FromSeconds(1.1));
        _turns.Won(Version("b"), Turn, requests: 1);

        Assert.Equal(TimeSpan.Zero, _turns.Pause());
    }

    [Fact]
    public void The_same_version_again_changes_nothing()
    {
        var version = Version("c");
        _turns.Saw(Version("a"));
        _turns.Saw(version);
        _time.Advance(Turn * 3);
        _turns.Saw(version);

        Assert.Equal(TimeSpan.Zero, _turns.Pause());
    }

    [Fact]
    public void A_loser_waits_for_a_random_part_of_a_turn_and_more_if_it_loses_again()
    {
        _turns.Saw(Version("a"));
        var first = Enumerable.Range(0, 50).Max(_ => PauseAfterLosses(1));
        var second = Enumerable.Range(0, 50).Max(_ => PauseAfterLosses(2));

        Assert.InRange(first, Turn / 2, Turn);
        Assert.InRange(second, Turn, Turn * 2);

        TimeSpan PauseAfterLosses(int losses)
        {
            _turns.Won(Version("b"), Turn, requests: 1);
            See("a");
            for (var i = 0; i < losses; i++) _turns.Lost();
            return _turns.Pause();
        }
    }

    [Fact]
    public void Writers_without_a_name_are_avoided_by_chance()
    {
        var pauses = Enumerable.Range(0, 50).Select(_ =>
        {
            See(null);
            return _turns.Pause();
        }).ToList();

        Assert.True(pauses.Max() > Turn * 6 && pauses.Min() < Turn);
    }

    /// <summary>A version comes a turn after the one before.</summary>
    private void See(string? writer)
    {
        _time.Advance(Turn);
        _turns.Saw(Version(writer));
    }

    private SpiderIPPool Version(string? writer) => new()
    {
        Metadata = new() { Name = "pool", ResourceVersion = $"{++_version}" },
        Status = new() { LastWriter = writer },
    };
}
