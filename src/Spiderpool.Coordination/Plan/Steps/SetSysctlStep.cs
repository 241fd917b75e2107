using Spiderpool.Linux.Sysctl;

namespace Spiderpool.Coordination.Plan;

/// <summary>Sets a kernel parameter.</summary>
public sealed record SetSysctlStep(Place In, SysctlName Name, int Value) : PlanStep(In)
{
    public override string Verb => "set";

    public override string Kind => "sysctl";

    public override string Object => $"{Name}={Value}";
}
