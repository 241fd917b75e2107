namespace Spiderpool.Model.Tests.Actors;

/// <summary>Time goes by: mostly milliseconds, at times more than a deadline.</summary>
internal sealed class ClockActor(World world) : IActor
{
    public int Weight => 3;

    public bool TryAct()
    {
        var milliseconds = world.Choice.Below(world.Regime.HasDeadlines ? 40 : 30) switch
        {
            < 20 => world.Choice.Between(1, 10),
            < 30 => world.Choice.Between(10, 300),
            < 39 => world.Choice.Between(300, 3000),
            _ => world.Choice.Between(3000, 30_000),
        };
        world.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return true;
    }
}
