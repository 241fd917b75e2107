namespace Spiderpool.Coordination.Plan;

/// <summary>What is to be done, in order. An empty plan means that all is as it should be.</summary>
/// <param name="Steps">Each is done after those before it.</param>
/// <param name="Warnings">What the user might expect and does not get, one line each.</param>
public sealed partial record CoordinationPlan(IReadOnlyList<PlanStep> Steps, IReadOnlyList<string> Warnings)
{
    public static readonly CoordinationPlan Empty = new([], []);

    public bool IsEmpty => Steps.Count == 0;

    /// <summary>One line for each step that CHECK must not find undone.</summary>
    public IEnumerable<string> Faults => Steps.Where(step => !step.IsOptional).Select(step => step.Fault);

    /// <summary>A line for each step, for people.</summary>
    public override string ToString() => Steps.Count == 0 ? "nothing to do\n" : string.Concat(Steps.Select(step => $"{step}\n"));
}
