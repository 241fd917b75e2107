using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Netfilter;

namespace Spiderpool.Netns.Tests.Fixtures;

internal static class Nftables
{
    /// <summary>Opens the tables of a namespace; skips the test if the kernel was built without.</summary>
    public static NftNetlink OpenOrSkip(TestNamespace test)
    {
        try
        {
            var nft = NftNetlink.Open(test.Namespace);
            nft.SetTable(new NftTable(IPFamily.IPv4, "probe", []));
            nft.DeleteTable(IPFamily.IPv4, "probe");
            return nft;
        }
        catch (SystemCallException e)
        {
            Assert.Skip($"this kernel has no nf_tables: {e.Message}");
            throw;
        }
    }
}
