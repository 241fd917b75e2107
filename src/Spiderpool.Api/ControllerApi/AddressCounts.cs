namespace Spiderpool.Api.ControllerApi;

/// <summary>Addresses of one family in all pools.</summary>
public sealed record AddressCounts
{
    public long Total { get; init; }

    public long Allocated { get; init; }
}
