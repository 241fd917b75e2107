using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>Agents are killed and come back; so do nodes; the API server goes away and comes back.</summary>
internal sealed class FaultActor(World world) : IActor
{
    public int Weight => 1;

    public bool TryAct()
    {
        var node = world.Choice.Of(world.Nodes);
        if (world.Regime.HasNodeLoss && world.Choice.OneIn(4)) return TryLose(node);
        if (node.IsDown) return false;
        if (node.Agent is null && world.Choice.OneIn(2))
        {
            node.StartAgent();
            return true;
        }
        if (world.Regime.HasCrashes && node.Agent is not null && world.Choice.OneIn(4))
        {
            node.KillAgent();
            return true;
        }
        if (!world.Api.IsAway && !(world.Regime.HasOutages && world.Choice.OneIn(10))) return false;
        world.Api.IsAway = !world.Api.IsAway;
        world.Trace?.Add($"the API server is {(world.Api.IsAway ? "away" : "back")}");
        return true;
    }

    private bool TryLose(SimulatedNode node)
    {
        if (node.IsDown && world.Choice.OneIn(3)) node.GiveUp();
        else if (!node.IsReady) node.Return();
        else if (world.Choice.OneIn(2)) node.Lose();
        else return false;
        return true;
    }
}
