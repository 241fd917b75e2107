namespace Spiderpool.Model.Tests.Actors;

/// <summary>Requests to the API server go their way.</summary>
internal sealed class RequestActor(World world) : IActor
{
    public int Weight => 12;

    public bool TryAct() => world.Network.TryAdvance();
}
