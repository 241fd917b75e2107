namespace Spiderpool.Linux.Netlink;

/// <summary>struct ifa_cacheinfo; lifetimes in seconds, all ones for ever.</summary>
internal struct AddressLifetimes
{
    public const uint Forever = uint.MaxValue;

    public uint Preferred;
    public uint Valid;
    public uint Created;
    public uint Updated;

    public static uint Seconds(TimeSpan? time) =>
        time is { } value ? (uint)Math.Clamp(value.TotalSeconds, 0, Forever - 1) : Forever;

    public static TimeSpan? Time(uint seconds) => seconds == Forever ? null : TimeSpan.FromSeconds(seconds);
}
