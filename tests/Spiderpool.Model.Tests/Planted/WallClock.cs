namespace Spiderpool.Model.Tests.Planted;

/// <summary>The controller counts grace periods by the clock that somebody may set.</summary>
internal sealed class WallClock : Plant
{
    public override bool CountsBySteadyClock => false;
}
