using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>The lowest free address is given out, as in the original.</summary>
internal sealed class ForgottenCursor : Plant
{
    public override SpiderIPPool? ShowPool(SpiderIPPool? pool) => pool?.Status is { } status
        ? pool with { Status = status with { LastAllocatedIP = null } }
        : pool;
}
