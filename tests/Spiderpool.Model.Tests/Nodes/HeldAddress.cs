using Spiderpool.Addressing;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>One address that an ADD answered.</summary>
internal readonly record struct HeldAddress(string Pool, Address Address)
{
    public override string ToString() => $"{Address} of {Pool}";
}
