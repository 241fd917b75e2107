using Spiderpool.Benchmarks.Cluster;

namespace Spiderpool.Benchmarks.Ipam;

/// <summary>Pure: what is wrong between the addresses that agents answered and those that pools record.</summary>
/// <param name="Duplicates">Answers with an address that an earlier answer had given to another pod.</param>
/// <param name="Unrecorded">Answered addresses that no pool records for that pod: the next pod may get them.</param>
/// <param name="Leaked">Records that no answer accounts for, and records that are left after all pods gave theirs back.</param>
internal readonly record struct AddressAudit(int Duplicates, int Unrecorded, int Leaked)
{
    /// <param name="answered">Addresses of all successful ADDs.</param>
    /// <param name="recorded">Records of the pools after the last ADD.</param>
    /// <param name="left">Records of the pools after the last DEL.</param>
    public static AddressAudit Of(
        IReadOnlyCollection<Holding> answered, IReadOnlyCollection<Holding> recorded, IReadOnlyCollection<Holding> left)
    {
        HashSet<Holding> answers = [.. answered], records = [.. recorded];
        var addresses = answers.Select(holding => holding.Address).Distinct().Count();
        return new AddressAudit(
            answers.Count - addresses,
            answers.Count(holding => !records.Contains(holding)),
            records.Where(holding => !answers.Contains(holding)).Union(left).Count());
    }
}
