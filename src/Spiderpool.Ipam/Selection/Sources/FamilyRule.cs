using Spiderpool.Addressing;

namespace Spiderpool.Ipam.Selection.Sources;

/// <summary>Names and wildcards of pools of one family, in the order the user listed them.</summary>
internal sealed record FamilyRule(IPFamily Family, IReadOnlyList<string> Names);
