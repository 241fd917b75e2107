using Spiderpool.Sandbox.ApiServer.Cel.Evaluation;
using Spiderpool.Sandbox.ApiServer.Cel.Syntax;
using Spiderpool.Sandbox.ApiServer.Cel.Types;

namespace Spiderpool.Sandbox.ApiServer.Cel;

/// <summary>An expression that was parsed and checked, ready to run any number of times on any thread.</summary>
/// <param name="Type">Of the result.</param>
/// <param name="Variables">Those that the expression reads.</param>
internal sealed record CompiledExpression(Expression Tree, CelType Type, IReadOnlySet<string> Variables)
{
    /// <exception cref="CelException">With everything that is wrong and where.</exception>
    public static CompiledExpression Compile(string source, IReadOnlyDictionary<string, CelType> variables)
    {
        var tree = Parser.Parse(source);
        var type = TypeChecker.Check(tree, source, variables, out var used);
        return new CompiledExpression(tree, type, used);
    }

    /// <returns>The value; a <see cref="Values.CelError"/> when the evaluation failed.</returns>
    /// <exception cref="CostException">The budget is used up.</exception>
    public object? Evaluate(Scope? variables, CostBudget budget) => new Evaluator(budget).Evaluate(Tree, variables);
}
