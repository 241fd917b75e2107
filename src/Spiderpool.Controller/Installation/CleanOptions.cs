namespace Spiderpool.Controller.Installation;

/// <summary>What a removal removes (spec/components.md 6).</summary>
public sealed record CleanOptions
{
    /// <summary>Namespace of the installation.</summary>
    public required string Namespace { get; init; }

    /// <summary>Deployment of the controller.</summary>
    public string ControllerName { get; init; } = "spiderpool-controller";

    public string MutatingWebhook { get; init; } = "spiderpool-controller";

    public string ValidatingWebhook { get; init; } = "spiderpool-controller";

    /// <summary>Whether the custom resource definitions go too.</summary>
    public bool RemoveDefinitions { get; init; }

    /// <summary>How long a controller that was told to stop may take to give its Lease back, and deleted kinds to go.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
