using Spiderpool.Model.Tests.Planted;

namespace Spiderpool.Model.Tests;

/// <summary>The model finds the bugs it is there for: each is planted around the product's code and must be found.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int Seed = 20_000, MostHistories = 30_000;

    [Fact]
    public void Updates_that_ignore_the_version_are_found() => Find(new ForgottenVersion());

    [Fact]
    public void An_answer_from_a_stale_cache_is_found() => Find(new StaleAnswer());

    [Fact]
    public void A_lost_answer_taken_as_refusal_is_found() => Find(new LossTakenAsRefusal());

    [Fact]
    public void A_ledger_that_forgets_interfaces_is_found() => Find(new ForgottenInterface());

    [Fact]
    public void A_release_by_name_alone_is_found() => Find(new ReleaseByName());

    [Fact]
    public void A_release_that_does_not_ask_whether_the_pod_lives_is_found() => Find(new UnaskedLife());

    [Fact]
    public void A_release_that_does_not_compare_sandboxes_is_found() => Find(new ForgottenSandbox());

    [Fact]
    public void A_search_from_the_lowest_address_is_found() => Find(new ForgottenCursor());

    [Fact]
    public void A_reclaim_by_the_cached_pods_is_found() => Find(new CachedLife());

    [Fact]
    public void A_reclaim_by_the_cached_nodes_is_found() => Find(new CachedNode());

    [Fact]
    public void A_reclaim_without_a_second_proof_is_found() => Find(new ForgottenGrace());

    [Fact]
    public void A_grace_by_the_wall_clock_is_found() => Find(new WallClock());

    private void Find(Plant plant)
    {
        for (var i = 0; i < MostHistories; i++)
        {
            if (History.Run(Seed + i, HistoryLength.Usual, plant).Violation is not { } violation) continue;
            output.WriteLine($"{plant.GetType().Name}: found by history {i + 1}, seed {Seed + i}: {violation}");
            return;
        }
        Assert.Fail($"{plant.GetType().Name} was not found in {MostHistories} histories from seed {Seed}");
    }
}
