namespace Spiderpool.Benchmarks.Ipam;

/// <summary>One measurement.</summary>
/// <param name="Pods">Pods that get an address and give it back.</param>
/// <param name="Agents">Agents, each for one node; the pods are spread evenly.</param>
/// <param name="Parallel">Calls at a time, over all agents.</param>
/// <param name="Stack">v4: one pool. dual: one pool of each family, an allocation is one address of each.</param>
internal sealed record IpamCase(int Pods, int Agents, int Parallel, string Stack)
{
    /// <summary>Pods that go through ADD and DEL before, so that a just-started API server has been compiled.</summary>
    public int WarmUp => Math.Min(Pods, 300);

    public static IEnumerable<IpamCase> Matrix =>
        from pods in (int[])[100, 1000, 5000]
        from stack in (string[])["v4", "dual"]
        from agents in (int[])[1, 2, 4]
        from parallel in (int[])[1, 8, 32, 64]
        select new IpamCase(pods, agents, parallel, stack);
}
