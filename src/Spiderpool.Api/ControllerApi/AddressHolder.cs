namespace Spiderpool.Api.ControllerApi;

/// <summary>Whom a pool gave an address.</summary>
public sealed record AddressHolder
{
    /// <summary><c>namespace/name</c>.</summary>
    public string Pod { get; init => field = value ?? ""; } = "";

    public string PodUid { get; init => field = value ?? ""; } = "";

    /// <summary>Interface in the pod.</summary>
    public string Interface { get; init => field = value ?? ""; } = "";
}
