using Spiderpool.Api;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>Prints what a call would change, in place of the call.</summary>
internal sealed class DryRun(bool isJson)
{
    private const string Option = "--dry-run";

    /// <returns>Null without the option.</returns>
    public static DryRun? Of(IReadOnlyList<string> args) => args.Contains($"{Option}=json") ? new DryRun(isJson: true)
        : args.Contains(Option) ? new DryRun(isJson: false)
        : null;

    /// <exception cref="ReasonException">InvalidEnvironment: the command has no plan; or why there is no plan.</exception>
    public void Run(ICniCommand command, CniVerb verb, CniCall call, PluginOutput output)
    {
        if (command is not IPlannedCommand planned)
            throw new ReasonException(Reason.InvalidEnvironment, $"{Option}: {verb.Text()} of this plugin has no plan to print");
        var plan = planned.Explain(call);
        if (isJson) output.WriteJson(plan.Write);
        else output.WriteText(plan.ToString() + string.Concat(plan.Warnings.Select(warning => $"warning: {warning}\n")));
    }
}
