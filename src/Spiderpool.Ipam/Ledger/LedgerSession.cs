using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Ledger;

/// <summary>One run over a group of requests: the rules of granting, releasing and rebinding.</summary>
internal sealed class LedgerSession(
    SpiderIPPool pool, PoolRanges? ranges, ReasonException? fault, RangeSet reserved, LedgerLimits limits, LedgerEdit edit)
{
    private Address? _cursor = Address.TryParse(pool.Status?.LastAllocatedIP, out var last) ? last : null;
    private bool _isExhausted;

    public LedgerEdit Edit => edit;

    /// <summary>Addresses that may be given out, used or not.</summary>
    public RangeSet Allocatable { get; } = (ranges?.Usable ?? RangeSet.Empty).Except(reserved);

    /// <summary>The address granted last in this run, or null.</summary>
    public Address? LastAllocated { get; private set; }

    public LedgerOutcome Answer(LedgerRequest request) => request switch
    {
        LedgerRequest.Grant grant => Grant(grant),
        LedgerRequest.Release release => Release(release),
        LedgerRequest.ReleaseAddress release => Release(release),
        LedgerRequest.Rebind rebind => Rebind(rebind),
        _ => throw new ArgumentException($"no such request: {request.GetType().Name}", nameof(request)),
    };

    private LedgerOutcome Grant(LedgerRequest.Grant request)
    {
        var slot = edit.Find(request.PodUid, request.Nic);
        if (slot >= 0)
        {
            // A record without interface is claimed by the first that asks, lest another interface gets it as well.
            var record = edit.RecordAt(slot)!;
            if (record.Nic is null) edit.Replace(slot, record with { Nic = request.Nic });
            return new LedgerOutcome(request, edit.AddressAt(slot));
        }
        if (WhyNoNewRecord() is { } refusal) return new LedgerOutcome(request, Refusal: refusal);
        if (NextFree() is not { } address) return new LedgerOutcome(request, Refusal: Exhausted());
        edit.Add(address, new AllocationRecord(request.Pod, request.PodUid, request.Nic));
        _cursor = LastAllocated = address;
        return new LedgerOutcome(request, address, IsNew: true);
    }

    private LedgerOutcome Release(LedgerRequest.Release request)
    {
        int[] slots = request.Nic is null ? [.. edit.SlotsOf(request.PodUid)] : [edit.Find(request.PodUid, request.Nic)];
        var released = 0;
        foreach (var slot in slots)
        {
            if (slot < 0 || request.Kept.Contains(edit.AddressAt(slot))) continue;
            Remove(slot);
            released++;
        }
        return new LedgerOutcome(request, Released: released);
    }

    private LedgerOutcome Release(LedgerRequest.ReleaseAddress request)
    {
        var slot = edit.SlotOf(request.Address);
        if (slot < 0 || edit.RecordAt(slot)!.PodUid != request.PodUid) return new LedgerOutcome(request);
        Remove(slot);
        return new LedgerOutcome(request, Released: 1);
    }

    private LedgerOutcome Rebind(LedgerRequest.Rebind request)
    {
        var slot = edit.SlotOf(request.Address);
        var nic = NicOf(request, slot);
        var other = edit.Find(request.NewPodUid, nic);
        var hasOther = other >= 0 && other != slot && edit.RecordAt(other)!.Nic is not null;
        if (hasOther && request.Predecessors.Count == 0)
        {
            return Mismatch(request, $"the pod already holds {edit.AddressAt(other)} for {nic}");
        }
        var outcome = slot < 0 ? Recreate(request) : HandOn(request, slot, nic);
        // Who still has to take over has not been told of an address of its own.
        if (hasOther && outcome.Refusal is null) Remove(other);
        return outcome;
    }

    /// <summary>The number of an item of "ippools" without interfaces stays: the endpoint says which interface claimed it.</summary>
    private string NicOf(LedgerRequest.Rebind request, int slot) =>
        slot >= 0 && edit.RecordAt(slot)!.Nic is { } nic && nic.All(char.IsAsciiDigit) ? nic : request.Nic;

    private LedgerOutcome HandOn(LedgerRequest.Rebind request, int slot, string nic)
    {
        var record = edit.RecordAt(slot)!;
        if (record.Pod != request.Pod) return Mismatch(request, $"it is recorded for pod {Excerpt.Of(record.Pod)}");
        if (record.PodUid != request.NewPodUid && !request.Predecessors.Contains(record.PodUid))
        {
            return Mismatch(
                request, $"it is recorded for UID {Excerpt.Of(record.PodUid)} of the pod, not for {request.NewPodUid}");
        }
        var bound = record with { PodUid = request.NewPodUid, Nic = nic };
        if (bound == record) return new LedgerOutcome(request, request.Address);
        if (record.PodUid == request.NewPodUid && record.Nic is not null)
        {
            return Mismatch(request, $"it is recorded for interface {Excerpt.Of(record.Nic)} of the same pod");
        }
        edit.Replace(slot, bound);
        return new LedgerOutcome(request, request.Address, IsNew: true);
    }

    private LedgerOutcome Recreate(LedgerRequest.Rebind request)
    {
        if (WhyNoNewRecord() is { } refusal) return new LedgerOutcome(request, Refusal: refusal);
        if (!Allocatable.Contains(request.Address))
        {
            return Mismatch(request, reserved.Contains(request.Address)
                ? "it is reserved by a SpiderReservedIP"
                : "it is not in the pool's addresses");
        }
        edit.Add(request.Address, new AllocationRecord(request.Pod, request.NewPodUid, request.Nic));
        return new LedgerOutcome(request, request.Address, IsNew: true);
    }

    private void Remove(int slot)
    {
        edit.Remove(slot);
        _isExhausted = false;
    }

    private Address? NextFree()
    {
        if (_isExhausted) return null;
        var address = Allocatable.NextFree(_cursor, edit.IsUsed);
        _isExhausted = address is null;
        return address;
    }

    private ReasonException? WhyNoNewRecord()
    {
        var name = pool.Metadata.Name;
        if (pool.Metadata.IsTerminating) return new(Reason.PoolTerminating, $"pool {name} is being deleted; name another pool");
        if (pool.Spec.Disable == true) return new(Reason.PoolDisabled, $"pool {name} has spec.disable true; set it to false");
        if (fault is not null) return fault;
        return edit.Count < limits.MaxRecords ? null : new(Reason.PoolLimitReached,
            $"pool {name}: all IP addresses used out: it holds {edit.Count} records and the limit is {limits.MaxRecords}; "
            + "split the pool or raise SPIDERPOOL_IPPOOL_MAX_ALLOCATED_IPS");
    }

    private ReasonException Exhausted()
    {
        var usable = ranges!.Usable;
        var reservedHere = usable.AddressCount - Allocatable.AddressCount;
        return new(Reason.IPsExhausted,
            $"pool {pool.Metadata.Name}: all IP addresses used out: total {usable.AddressCount}, used {edit.Count}, "
            + $"reserved {reservedHere}; add addresses to spec.ips or delete pods");
    }

    private LedgerOutcome Mismatch(LedgerRequest.Rebind request, string problem) => new(request, Refusal: new(
        Reason.StaticAddressMismatch,
        $"pool {pool.Metadata.Name}: address {request.Address} cannot go back to pod {Excerpt.Of(request.Pod)}: {problem}; "
        + "delete the pod's SpiderEndpoint to get another address"));
}
