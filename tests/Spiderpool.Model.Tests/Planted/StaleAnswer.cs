namespace Spiderpool.Model.Tests.Planted;

/// <summary>An answer that needs no write comes from the cache.</summary>
internal sealed class StaleAnswer : Plant
{
    public override bool ReadsFromCache => true;
}
