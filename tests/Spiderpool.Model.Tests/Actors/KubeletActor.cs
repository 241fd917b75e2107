namespace Spiderpool.Model.Tests.Actors;

/// <summary>The kubelets work on their pods; the runtimes repeat calls and deliver some late.</summary>
internal sealed class KubeletActor(World world) : IActor
{
    public int Weight => 6;

    public bool TryAct()
    {
        var node = world.Choice.Of(world.Nodes);
        if (node.IsDown) return false;
        if (world.Choice.OneIn(8) && node.TryLateCall()) return true;
        if (node.Workers.Count == 0) return false;
        var worker = world.Choice.Of(node.Workers);
        if (!worker.TryAct()) return false;
        if (worker.IsGone) node.Workers.Remove(worker);
        return true;
    }
}
