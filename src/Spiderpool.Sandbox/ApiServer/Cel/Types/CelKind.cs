namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

internal enum CelKind
{
    /// <summary>Known only when the expression runs.</summary>
    Dyn,
    Null,
    Bool,
    Int,
    UInt,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List,
    Map,

    /// <summary>An object with the properties of a schema.</summary>
    Object,
    Optional,
    Type,
    Ip,
    Cidr,
}
