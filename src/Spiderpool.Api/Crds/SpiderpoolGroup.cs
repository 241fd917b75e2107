namespace Spiderpool.Api.Crds;

/// <summary>The API group of all Spiderpool kinds.</summary>
public static class SpiderpoolGroup
{
    public const string Name = "spiderpool.spidernet.io";

    public const string Version = "v2beta1";

    public const string ApiVersion = $"{Name}/{Version}";

    /// <summary>Finalizer on pools, subnets, endpoints and coordinators (spec/crds.md 1): the group name itself.</summary>
    public const string Finalizer = Name;
}
