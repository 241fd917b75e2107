namespace Spiderpool.Ipam.Selection.Sources;

/// <summary>The source that applies and its rules, one for each interface to allocate now.</summary>
internal sealed record CandidateRules(PoolSource Source, IReadOnlyList<InterfaceRule> Interfaces);
