namespace Spiderpool.Model.Tests.Actors;

/// <summary>Gives turns to actors by chance, in proportion to their weights.</summary>
internal sealed class Turns(World world, IReadOnlyList<IActor> actors)
{
    private readonly int _total = actors.Sum(actor => actor.Weight);

    public void Next()
    {
        // An actor with nothing to do passes its turn on.
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var ticket = world.Choice.Below(_total);
            var index = 0;
            while (ticket >= actors[index].Weight) ticket -= actors[index++].Weight;
            if (actors[index].TryAct()) return;
        }
    }
}
