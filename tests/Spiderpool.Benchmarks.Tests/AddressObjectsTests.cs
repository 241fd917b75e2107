using Spiderpool.Addressing;
using Spiderpool.Benchmarks.Reclaim;
using Spiderpool.Ipam.Ledger;

namespace Spiderpool.Benchmarks.Tests;

public class AddressObjectsTests
{
    private static readonly AddressCase Measured = new(Addresses: 1200, Pools: 3);

    private static readonly string[] Uids = [.. Enumerable.Range(0, 1200).Select(i => $"uid-{i}")];

    [Fact]
    public void Each_endpoint_names_the_address_that_a_full_pool_records_for_its_pod()
    {
        var ledgers = Enumerable.Range(0, 3).ToDictionary(i => $"pool-{i}", i => PoolLedger.Read(
            AddressObjects.Pool(Measured, i) with { Status = AddressObjects.Status(Measured, i, "shop", Uids) }));

        var claims = Enumerable.Range(0, 1200).Select(i => AddressObjects.Endpoint(Measured, i, "shop", Uids[i])).Select(endpoint =>
        {
            var item = Assert.Single(endpoint.Status!.Current.Ips);
            var record = ledgers[item.Ipv4Pool!].Records.Single(record => record.Key == Prefix.Parse(item.Ipv4!).Address);
            return (endpoint.Key, endpoint.Status.Current.Uid) == (record.Value.Pod, record.Value.PodUid);
        });

        Assert.All(claims, Assert.True);
        Assert.All(ledgers.Values, ledger => Assert.Equal(400, ledger.Count));
        Assert.All(ledgers.Values, ledger => Assert.Equal((UInt128)400, ledger.Ranges!.Usable.AddressCount));
    }
}
