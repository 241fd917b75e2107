using Spiderpool.Api.AgentApi;
using Spiderpool.Api.Core;
using Spiderpool.Model.Tests.Server;

namespace Spiderpool.Model.Tests.Planted;

/// <summary>A DEL frees what the pod's name holds, whatever UID and sandbox it is for.</summary>
internal sealed class ReleaseByName : Plant
{
    public override IpamDelArgs TellRelease(IpamDelArgs args, SimulatedApi api) => args with
    {
        PodUID = api.Endpoints.Get($"{args.PodNamespace}/{args.PodName}")?.Status?.Current.Uid ?? args.PodUID,
        ContainerID = "",
    };

    public override Pod? ShowPod(Pod? pod) => null;
}
