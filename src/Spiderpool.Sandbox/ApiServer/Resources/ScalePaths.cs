namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>Where the scale subresource finds its figures, as dotted paths such as <c>spec.replicas</c>.</summary>
internal sealed record ScalePaths(string SpecReplicas, string StatusReplicas, string? LabelSelector);
