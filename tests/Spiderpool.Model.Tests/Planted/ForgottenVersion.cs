namespace Spiderpool.Model.Tests.Planted;

/// <summary>Updates of pools are stored whatever version they are based on: the last writer wins.</summary>
internal sealed class ForgottenVersion : Plant
{
    public override bool ServerChecksVersions => false;
}
