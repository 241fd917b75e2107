namespace Spiderpool.Linux.Netlink;

/// <summary>What a rule does with a packet that it selects (FR_ACT_*).</summary>
public enum RuleAction : byte
{
    Unspecified = 0,

    /// <summary>Look the route up in the rule's table.</summary>
    Table = 1,
    GoTo = 2,
    NoOperation = 3,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8,
}
