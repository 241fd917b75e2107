using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Ipam.Tests.Ledger;

/// <summary>The rules of a pool's records without any care for speed: a list that is searched from its start.</summary>
internal sealed class LedgerModel(IReadOnlyList<Address> allocatable, IReadOnlyList<Address> reserved, int limit)
{
    /// <summary>In the order of the text.</summary>
    public List<(Address Address, AllocationRecord Record)> Records { get; } = [];

    public Address? Last { get; set; }

    /// <summary>Who answers in which way; the reason of a refusal stands for its text.</summary>
    public (Address? Address, bool IsNew, Reason? Refusal, int Released) Answer(LedgerRequest request) => request switch
    {
        LedgerRequest.Grant grant => Grant(grant),
        LedgerRequest.Release release => (null, false, null, Release(release)),
        LedgerRequest.ReleaseAddress(var uid, var address) =>
            (null, false, null, Records.RemoveAll(r => r.Address == address && r.Record.PodUid == uid)),
        LedgerRequest.Rebind rebind => Rebind(rebind),
        _ => throw new ArgumentException(request.ToString()),
    };

    private int Find(string uid, string nic)
    {
        var own = Records.FindIndex(r => r.Record.PodUid == uid && r.Record.Nic == nic);
        return own >= 0 ? own : Records.FindIndex(r => r.Record.PodUid == uid && r.Record.Nic is null);
    }

    private (Address?, bool, Reason?, int) Grant(LedgerRequest.Grant request)
    {
        var held = Find(request.PodUid, request.Nic);
        if (held >= 0)
        {
            var (address, record) = Records[held];
            Records[held] = (address, record with { Nic = request.Nic });
            return (address, false, null, 0);
        }
        if (Records.Count >= limit) return (null, false, Reason.PoolLimitReached, 0);
        var free = allocatable.Where(address => Records.All(r => r.Address != address)).Order().ToList();
        if (free.Count == 0) return (null, false, Reason.IPsExhausted, 0);
        var next = free.FindIndex(address => Last is null || address > Last);
        Last = free[Math.Max(next, 0)];
        Records.Add((Last.Value, new AllocationRecord(request.Pod, request.PodUid, request.Nic)));
        return (Last, true, null, 0);
    }

    private int Release(LedgerRequest.Release request)
    {
        if (request.Nic is null) return Records.RemoveAll(r => r.Record.PodUid == request.PodUid);
        var held = Find(request.PodUid, request.Nic);
        if (held < 0) return 0;
        Records.RemoveAt(held);
        return 1;
    }

    private (Address?, bool, Reason?, int) Rebind(LedgerRequest.Rebind request)
    {
        (Address?, bool, Reason?, int) mismatch = (null, false, Reason.StaticAddressMismatch, 0);
        var nic = Records.Any(r => r.Address == request.Address && r.Record.Nic == "1") ? "1" : request.Nic;
        var other = Records.FindIndex(r =>
            r.Record.PodUid == request.NewPodUid && r.Record.Nic == nic && r.Address != request.Address);
        if (other >= 0 && request.Predecessors.Count == 0) return mismatch;
        var answer = HandOn(request, nic, mismatch);
        if (other >= 0 && answer.Refusal is null) Records.RemoveAt(other);
        return answer;
    }

    private (Address?, bool, Reason? Refusal, int) HandOn(
        LedgerRequest.Rebind request, string nic, (Address?, bool, Reason?, int) mismatch)
    {
        var bound = new AllocationRecord(request.Pod, request.NewPodUid, nic);
        var slot = Records.FindIndex(r => r.Address == request.Address);
        if (slot < 0)
        {
            if (Records.Count >= limit) return (null, false, Reason.PoolLimitReached, 0);
            if (!allocatable.Contains(request.Address) || reserved.Contains(request.Address)) return mismatch;
            Records.Add((request.Address, bound));
            return (request.Address, true, null, 0);
        }
        var record = Records[slot].Record;
        if (record == bound) return (request.Address, false, null, 0);
        var isOwn = record.PodUid == request.NewPodUid;
        if (record.Pod != request.Pod || !(isOwn ? record.Nic is null : request.Predecessors.Contains(record.PodUid))) return mismatch;
        Records[slot] = (request.Address, bound);
        return (request.Address, true, null, 0);
    }
}
