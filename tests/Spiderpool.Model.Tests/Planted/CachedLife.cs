namespace Spiderpool.Model.Tests.Planted;

/// <summary>The controller takes its cache's word that a pod is gone.</summary>
internal sealed class CachedLife : Plant
{
    public override bool AsksForPods => false;
}
