using Spiderpool.Api;
using Spiderpool.Cni.Plugin;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Coordinator;

/// <summary>STATUS: fails with code 50 while an ADD would get no settings.</summary>
internal sealed class StatusCommand(CoordinatorConf conf) : ICniCommand
{
    public CniResult? Run(CniCall call)
    {
        try
        {
            new CoordinatorCall(conf, call).AskOptions();
        }
        catch (ReasonException failure)
        {
            throw new CniException(failure, CniErrorCode.PluginNotAvailable);
        }
        return null;
    }
}
