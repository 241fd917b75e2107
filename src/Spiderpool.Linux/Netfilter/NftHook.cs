namespace Spiderpool.Linux.Netfilter;

/// <summary>Points on a packet's way (NF_INET_*).</summary>
public enum NftHook
{
    PreRouting = 0,
    Input = 1,
    Forward = 2,
    Output = 3,
    PostRouting = 4,
}
