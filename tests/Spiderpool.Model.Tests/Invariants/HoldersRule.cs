using Spiderpool.Model.Tests.Nodes;

namespace Spiderpool.Model.Tests.Invariants;

/// <summary>No address has two live holders, and no live holder has lost its record.</summary>
internal sealed class HoldersRule(World world)
{
    /// <exception cref="ViolationException">One of them does not hold.</exception>
    public void Check()
    {
        var holders = new Dictionary<HeldAddress, string>();
        foreach (var sandbox in world.Holders)
        {
            if (world.IsSuperseded(sandbox) || world.HasOutstayed(sandbox)) continue;
            foreach (var (nic, addresses) in sandbox.Held)
            {
                foreach (var address in addresses)
                {
                    if (!holders.TryAdd(address, $"{sandbox} {nic}"))
                    {
                        throw new ViolationException("no address has two live holders",
                            $"{address} is held by {holders[address]} and by {sandbox} {nic}");
                    }
                    CheckRecorded(sandbox, nic, address);
                }
            }
        }
    }

    private void CheckRecorded(Sandbox sandbox, string nic, HeldAddress address)
    {
        var pool = world.Api.Pools.Get(address.Pool);
        var record = pool is null ? null : Records.Of(pool).GetValueOrDefault(address.Address);
        if (record?.PodUid == sandbox.PodUid && record.Pod == sandbox.PodKey) return;
        throw new ViolationException("no live holder has lost its record",
            $"{sandbox} {nic} holds {address}, the record is {record?.ToString() ?? "gone"}");
    }
}
