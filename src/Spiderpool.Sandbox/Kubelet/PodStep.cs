namespace Spiderpool.Sandbox.Kubelet;

/// <summary>What a pod needs once old sandboxes are gone.</summary>
internal enum PodStep
{
    Nothing,

    /// <summary>A sandbox.</summary>
    Create,

    /// <summary>Its sandbox goes on; its status must say so.</summary>
    Keep,

    /// <summary>A pod in the node's own network: only a status.</summary>
    UseHost,

    /// <summary>Its deletion can be completed.</summary>
    Finish,
}
