namespace Spiderpool.Api.ControllerApi;

/// <summary>A SpiderEndpoint that names an address.</summary>
public sealed record AddressClaim
{
    /// <summary><c>namespace/name</c> of the endpoint, which is that of the pod.</summary>
    public string Endpoint { get; init => field = value ?? ""; } = "";

    public string PodUid { get; init => field = value ?? ""; } = "";

    public string Node { get; init => field = value ?? ""; } = "";

    /// <summary>Interface in the pod.</summary>
    public string Interface { get; init => field = value ?? ""; } = "";

    public string Pool { get; init => field = value ?? ""; } = "";
}
