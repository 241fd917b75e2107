namespace Spiderpool.Benchmarks.Reclaim;

/// <summary>Addresses that pods have, evenly spread over pools that have no others.</summary>
/// <param name="Addresses">Number of addresses, and of pods.</param>
/// <param name="Pools">Number of pools.</param>
internal sealed record AddressCase(int Addresses, int Pools)
{
    /// <summary>Nodes that the pods run on.</summary>
    public const int Nodes = 100;

    /// <summary>What is wrong with the case; null when it can be measured.</summary>
    public string? Problem => this switch
    {
        { Pools: < 1 or > 250 } => "--pools must be 1 to 250",
        _ when Addresses < Pools || Addresses % Pools != 0 => "--addresses must be a multiple of --pools",
        _ when Addresses / Pools > 5000 => "--addresses must be at most 5000 for each pool: a pool holds no more records",
        _ => null,
    };
}
