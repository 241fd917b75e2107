using System.Text.RegularExpressions;
using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>The ledger does not see which interface a record is for, as in the original.</summary>
internal sealed partial class ForgottenInterface : Plant
{
    public override SpiderIPPool? ShowPool(SpiderIPPool? pool) => pool?.Status?.AllocatedIPs is { } text
        ? pool with { Status = pool.Status with { AllocatedIPs = Nic.Replace(text, "") } }
        : pool;

    [GeneratedRegex(@",""nic"":""[^""]*""")]
    private static partial Regex Nic { get; }
}
