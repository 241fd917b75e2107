namespace Spiderpool.Sandbox.Reports;

/// <param name="Name">Name of the pool.</param>
/// <param name="Subnet">Its CIDR.</param>
/// <param name="Allocated">Addresses that pods hold.</param>
/// <param name="Free">Addresses that can be given out; saturates at the largest 64-bit number.</param>
public sealed record PoolReport(string Name, string Subnet, long Allocated, long Free);
