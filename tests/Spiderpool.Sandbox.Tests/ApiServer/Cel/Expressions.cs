using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel;
using Spiderpool.Sandbox.ApiServer.Cel.Evaluation;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

/// <summary>Runs single expressions over an untyped <c>self</c>.</summary>
internal static class Expressions
{
    private static readonly Dictionary<string, CelType> Variables = new() { ["self"] = CelType.Dyn };

    /// <returns>The value, or a <see cref="CelError"/>.</returns>
    public static object? Evaluate(string text, string self = "{}") => Evaluate(text, self, new CostBudget());

    public static object? Evaluate(string text, string self, CostBudget budget)
    {
        budget.StartRule();
        var value = JsonValues.Convert(JsonNode.Parse(self), CelType.Dyn);
        return CompiledExpression.Compile(text, Variables).Evaluate(new Scope("self", value, null), budget);
    }

    /// <summary>The message of an expression that must fail when it runs.</summary>
    public static string Error(string text, string self = "{}") => Assert.IsType<CelError>(Evaluate(text, self)).Message;

    /// <summary>The message of an expression that must not compile.</summary>
    public static string CompileError(string text, CelType? self = null) => Assert.Throws<CelException>(() =>
        CompiledExpression.Compile(text, self is null ? Variables : new() { ["self"] = self })).Message;
}
