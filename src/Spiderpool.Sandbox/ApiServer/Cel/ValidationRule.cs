using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel.Evaluation;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel;

/// <summary>One entry of <c>x-kubernetes-validations</c>.</summary>
/// <param name="Text">The rule as written.</param>
/// <param name="Self">The type of the values that the rule is for.</param>
internal sealed partial record ValidationRule(string Text, CelType Self, CompiledExpression Expression)
{
    public const string SelfName = "self";
    public const string OldSelfName = "oldSelf";

    private const int MaxMessageLength = 5 * 1024;

    public string? Message { get; init; }

    public CompiledExpression? MessageExpression { get; init; }

    /// <summary>FieldValueInvalid (also when null), FieldValueRequired, FieldValueForbidden or FieldValueDuplicate.</summary>
    public string? Reason { get; init; }

    /// <summary>Appended to the path of the value in errors; empty, or beginning with a dot or a bracket.</summary>
    public string FieldPath { get; init; } = "";

    /// <summary><c>oldSelf</c> is an optional, and the rule also runs without an old value.</summary>
    public bool OptionalOldSelf { get; init; }

    /// <summary>A transition rule: it runs on updates only, and also for what did not change.</summary>
    public bool UsesOldSelf => Expression.Variables.Contains(OldSelfName);

    private string Shown => Message is { Length: > 0 } message ? message : Text.Trim();

    /// <returns>Null when the rule holds.</returns>
    public RuleFailure? Check(object? self, JsonNode? old, CostBudget budget)
    {
        if (UsesOldSelf && old is null && !OptionalOldSelf)
            return null;
        var scope = new Scope(SelfName, self, null);
        if (UsesOldSelf)
        {
            var oldSelf = JsonValues.Convert(old, Self);
            scope = new Scope(OldSelfName,
                !OptionalOldSelf ? oldSelf : old is null ? CelOptional.None : CelOptional.Of(oldSelf), scope);
        }

        budget.StartRule();
        try
        {
            return Expression.Evaluate(scope, budget) switch
            {
                true => null,
                false => new RuleFailure(Describe(scope, budget), Broken: false),
                CelError { Message: "no such overload" } => new RuleFailure("'no such overload': call arguments did not match a "
                    + $"supported operator, function or macro signature for rule: {Shown}", Broken: true),
                CelError error => new RuleFailure($"{error.Message} evaluating rule: {Shown}", Broken: true),
                var other => new RuleFailure($"the rule gave {other} instead of a bool: {Shown}", Broken: true),
            };
        }
        catch (CostException e)
        {
            var withinObject = budget.Left >= 0;
            budget.Exhaust();
            return new RuleFailure(withinObject
                ? $"'{e.Message}': no further validation rules will be run due to call cost exceeds limit for rule: {Shown}"
                : "validation failed due to running out of cost budget, no further validation rules will be run", Broken: true);
        }
    }

    private string Describe(Scope scope, CostBudget budget)
    {
        if (MessageExpression is not null)
        {
            budget.StartRule();
            // A message that cannot be made gives way to the constant one.
            if (MessageExpression.Evaluate(scope, budget) is string text
                && text.Trim() is { Length: > 0 and <= MaxMessageLength } trimmed && !trimmed.Contains('\n'))
                return trimmed;
        }

        return Message is { Length: > 0 } message ? message : $"failed rule: {Shown}";
    }
}
