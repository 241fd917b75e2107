using Spiderpool.Api;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>Pass, or a reason and a line for people.</summary>
internal readonly record struct Verdict(Reason? Reason, string Detail)
{
    public static Verdict Pass { get; } = new(null, "");

    public static Verdict Drop(Reason reason, string detail) => new(reason, detail);
}
