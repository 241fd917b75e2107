using Spiderpool.Addressing;

namespace Spiderpool.Linux.Netlink;

/// <summary>A policy routing rule (ip-rule(8)): to be set, or as the kernel lists it. What is null selects all.</summary>
/// <param name="Family">Family of the packets.</param>
public sealed record RuleEntry(IPFamily Family)
{
    /// <summary>
    /// Priority: the lowest number is asked first. If null, an add lets the kernel take the one before the first rule
    /// after 0, and a delete takes any.
    /// </summary>
    public uint? Priority { get; init; }

    /// <summary>Source of the packet.</summary>
    public Prefix? From { get; init; }

    /// <summary>Destination of the packet.</summary>
    public Prefix? To { get; init; }

    /// <summary>Firewall mark, compared under <see cref="MarkMask"/>.</summary>
    public uint? Mark { get; init; }

    /// <summary>Bits of the mark that count; all if null.</summary>
    public uint? MarkMask { get; init; }

    /// <summary>Table to look the route up in.</summary>
    public uint Table { get; init; } = RouteTable.Main;

    /// <summary>Link that the packet came in by; <c>lo</c> selects packets of this namespace.</summary>
    public string? InputLink { get; init; }

    /// <summary>Link that the sending socket is bound to.</summary>
    public string? OutputLink { get; init; }

    public RuleAction Action { get; init; } = RuleAction.Table;

    /// <summary>Select the packets that do not match.</summary>
    public bool Not { get; init; }

    /// <summary>Ignore routes of the table whose prefix is this short or shorter; 0 ignores default routes.</summary>
    public uint? SuppressPrefixLength { get; init; }

    public RouteProtocol Protocol { get; init; } = RouteProtocol.Boot;

    /// <summary>The form of ip-rule(8): <c>1000: from 10.0.0.5/32 lookup 101</c>.</summary>
    public override string ToString()
    {
        var text = Priority is { } priority ? $"{priority}: " : "";
        text += Not ? "not " : "";
        text += $"from {(From is { } from ? $"{from}" : "all")}";
        if (To is { } to) text += $" to {to}";
        if (Mark is { } mark) text += $" fwmark 0x{mark:x}" + (MarkMask is { } mask ? $"/0x{mask:x}" : "");
        if (InputLink is { } input) text += $" iif {input}";
        if (OutputLink is { } output) text += $" oif {output}";
        return text + (Action == RuleAction.Table ? $" lookup {Table}" : $" {Action}") + $" ({Family})";
    }
}
