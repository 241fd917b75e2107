namespace Spiderpool.Coordination.Plan;

/// <summary>GC: takes away what sandboxes left on the host that the runtime no longer has.</summary>
public static class GcPlan
{
    /// <param name="network">Only this network's: the runtime lists only its attachments.</param>
    /// <param name="containerIds">Sandboxes that still have an attachment to the network.</param>
    /// <param name="host">What the host has.</param>
    public static CoordinationPlan Of(string network, IEnumerable<string> containerIds, NamespaceState host)
    {
        var steps = new List<PlanStep>();
        var draft = new NamespaceDraft(Place.Host, host, steps);
        var valid = containerIds.Select(id => Ownership.Alias(network, id)).ToHashSet();
        foreach (var link in draft.Links.Where(link => Ownership.IsHostVeth(link)).ToList())
        {
            if (Ownership.IsOfNetwork(link.Alias, network) && !valid.Contains(link.Alias!)) draft.RemoveLink(link.Name);
        }
        HostRules.Settle(draft);
        return new CoordinationPlan(steps, []);
    }

    /// <summary>The rules of the host alone: after a DEL or GC, another pod may have come or gone meanwhile.</summary>
    public static CoordinationPlan OfRules(NamespaceState host)
    {
        var steps = new List<PlanStep>();
        HostRules.Settle(new NamespaceDraft(Place.Host, host, steps));
        return new CoordinationPlan(steps, []);
    }
}
