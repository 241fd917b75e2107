namespace Spiderpool.Linux.Interop;

/// <summary>Constants of the C library's headers, under their C meaning.</summary>
internal static class Native
{
    public const int OpenReadOnly = 0;
    public const int OpenWriteOnly = 1;
    public const int OpenCreate = 0x40;
    public const int OpenExclusive = 0x80;
    public const int OpenAppend = 0x400;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x80000;

    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const int LockRelease = 8;

    public const int AtEmptyPath = 0x1000;

    public const nuint GetNamespaceType = 0xB703;
    public const int CloneNewNet = 0x4000_0000;
    public const nuint MountBind = 4096;
    public const int UnmountDetach = 2;
    public const int UnmountNoFollow = 8;

    public const int FamilyUnspecified = 0;
    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int FamilyNetlink = 16;
    public const int FamilyPacket = 17;

    public const int SocketRaw = 3;
    public const int SocketCloseOnExec = 0x80000;

    public const int LevelSocket = 1;
    public const int AttachFilter = 26;
    public const int ReceiveBuffer = 8;
    public const int ReceiveBufferForce = 33;

    public const int MessageTruncated = 0x20;
    public const int MessageDoNotWait = 0x40;

    public const int LevelNetlink = 270;
    public const int NetlinkCapAck = 10;
    public const int NetlinkExtAck = 11;
    public const int NetlinkGetStrictCheck = 12;

    public const int LevelPacket = 263;
    public const int PacketAddMembership = 1;
    public const int PacketMembershipMulticast = 0;
    public const int PacketIgnoreOutgoing = 23;
}
