using Spiderpool.Api.Crds;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>A DEL is not compared with the sandbox that holds the addresses now.</summary>
internal sealed class ForgottenSandbox : Plant
{
    public override SpiderEndpoint? ShowEndpoint(SpiderEndpoint? endpoint) => endpoint?.Status is { } status
        ? endpoint with { Status = status with { Current = status.Current with { SandboxID = null } } }
        : endpoint;
}
