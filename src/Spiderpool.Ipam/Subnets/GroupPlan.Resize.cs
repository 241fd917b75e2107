using Spiderpool.Api;

namespace Spiderpool.Ipam.Subnets;

public static partial class GroupPlan
{
    private static PoolStep Resize(GroupSnapshot snapshot)
    {
        var has = UInt128.Zero;
        foreach (var member in snapshot.Members) has += member.Live is null ? 0 : member.Given.AddressCount;
        var wanted = (UInt128)snapshot.Group.Count;
        if (has < wanted) return Grow(snapshot, wanted - has);
        if (has > wanted) return Shrink(snapshot, has - wanted);
        if (snapshot.Members.All(member => member.Pool is null)) return CreateEmpty(snapshot);
        // A further subnet that is needed no more.
        var surplus = snapshot.Members.Skip(1).FirstOrDefault(member =>
            member.Live is not null && member.Given.IsEmpty && member.Used.IsEmpty);
        return (surplus?.Pool ?? snapshot.Duplicates.FirstOrDefault()) is { } pool ? new PoolStep.DeletePool(pool) : new PoolStep.Done();
    }

    /// <summary>From the first subnet that has room, the lowest addresses. All that are missing, or none.</summary>
    private static PoolStep Grow(GroupSnapshot snapshot, UInt128 missing)
    {
        // A pool that is being deleted bars its subnet until it is gone.
        var open = snapshot.Members.Where(member => member.Ledger is not null && (member.Pool is null || member.Live is not null)).ToList();
        var room = UInt128.Zero;
        foreach (var member in open) room = UInt128.Min(room + member.Room.AddressCount, ulong.MaxValue);
        if (room < missing) return WhyNot(snapshot, open, missing);
        var first = open.First(member => !member.Room.IsEmpty);
        if (first.Live is null) return Create(snapshot, first);
        var version = Math.Max(AutomaticPool.VersionOf(first.Pool!), first.Entry?.Version ?? 0) + 1;
        return Write(snapshot, first, first.Given.Union(AddressPick.Lowest(first.Room, missing)), version);
    }

    /// <summary>From the last subnet to the first, what no pod holds. A part now, the rest when pods have gone.</summary>
    private static PoolStep Shrink(GroupSnapshot snapshot, UInt128 excess)
    {
        foreach (var member in snapshot.Members.Reverse().Where(member => member.Live is not null))
        {
            var free = AddressPick.Highest(member.Given.Except(member.Used), excess);
            if (!free.IsEmpty) return WritePool(snapshot, member, member.Given.Except(free), (member.Entry?.Version ?? 0) + 1);
        }
        var waiting = snapshot.Members.Last(member => member.Live is not null && !member.Given.IsEmpty).Pool!.Metadata.Name!;
        return new PoolStep.Blocked(Reason.AddressesInUse,
            $"{snapshot.Group} has {excess} addresses more than it wants, but pods hold them; they go back when the pods are gone",
            waiting);
    }

    private static PoolStep CreateEmpty(GroupSnapshot snapshot) =>
        snapshot.Members.FirstOrDefault(member => member.Ledger is not null) is { } first
            ? Create(snapshot, first)
            : WhyNot(snapshot, [], missing: 0);

    private static PoolStep.CreatePool Create(GroupSnapshot snapshot, GroupMember member)
    {
        var name = AutomaticPoolName.Of(snapshot.Group, member.Name, snapshot.IsTaken);
        return new(AutomaticPool.New(snapshot.Group, member.Ledger!.Subnet, name), member.Name);
    }

    private static PoolStep.Blocked WhyNot(GroupSnapshot snapshot, IReadOnlyList<GroupMember> open, UInt128 missing)
    {
        var absent = snapshot.Members.Where(member => member.Ledger is null).Select(member => member.Name).ToList();
        if (absent.Count == snapshot.Members.Count)
        {
            return new(Reason.SubnetNotFound, $"{snapshot.Group} wants addresses of SpiderSubnet {string.Join(", ", absent)}, "
                + $"of which there is none of {snapshot.Group.Family}; create it or correct the annotation");
        }
        var free = string.Join(", ", open.Select(member => $"{member.Name} has {member.Room.AddressCount}"));
        var ending = snapshot.Members.FirstOrDefault(member => member.Pool is { Metadata.IsTerminating: true })?.Pool?.Metadata.Name;
        return new(Reason.SubnetExhausted, $"{snapshot.Group} wants {missing} addresses more; free: "
            + (free.Length > 0 ? free : $"none while pool {ending} is being deleted")
            + (absent.Count > 0 ? $"; there is no SpiderSubnet {string.Join(", ", absent)}" : "")
            + "; add addresses to a subnet, or ask for fewer", ending);
    }
}
