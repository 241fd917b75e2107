using Spiderpool.Addressing;

namespace Spiderpool.Benchmarks.Cluster;

/// <summary>An address and the UID of the pod that has it.</summary>
internal readonly record struct Holding(Address Address, string PodUid);
