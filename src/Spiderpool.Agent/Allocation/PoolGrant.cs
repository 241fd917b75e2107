using Spiderpool.Addressing;
using Spiderpool.Api.Crds;

namespace Spiderpool.Agent.Allocation;

/// <summary>One address that a pool gave.</summary>
/// <param name="Pool">The pool, as selected.</param>
/// <param name="Nic">Interface as the ledger names it.</param>
/// <param name="Address">The address.</param>
/// <param name="IsNew">False when an earlier try had it already.</param>
internal sealed record PoolGrant(SpiderIPPool Pool, string Nic, Address Address, bool IsNew);
