using Spiderpool.Api.Core;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>A DEL frees without having seen that the pod's life is over.</summary>
internal sealed class UnaskedLife : Plant
{
    public override Pod? ShowPod(Pod? pod) => null;
}
