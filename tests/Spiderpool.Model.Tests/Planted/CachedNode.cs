namespace Spiderpool.Model.Tests.Planted;

/// <summary>The controller takes its cache's word that a node is lost.</summary>
internal sealed class CachedNode : Plant
{
    public override bool AsksForNodes => false;
}
