using System.Runtime.CompilerServices;
using Spiderpool.Sandbox.ApiServer.Cel.Syntax;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Evaluation;

/// <summary>Evaluates a syntax tree. Failures are values of type <see cref="CelError"/>.</summary>
internal sealed partial class Evaluator(CostBudget budget)
{
    private const long ListCost = 10;
    private const long MapCost = 30;

    /// <exception cref="CostException">The budget is used up.</exception>
    public object? Evaluate(Expression node, Scope? scope)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return new CelError("the expression is nested too deep");
        return node switch
        {
            Literal literal => literal.Value,
            Identifier identifier => EvaluateIdentifier(identifier, scope),
            FieldSelection selection => EvaluateSelection(selection, scope),
            Call call => EvaluateCall(call, scope),
            ListLiteral list => EvaluateList(list, scope),
            MapLiteral map => EvaluateMap(map, scope),
            _ => EvaluateComprehension((Comprehension)node, scope),
        };
    }

    private object? EvaluateIdentifier(Identifier identifier, Scope? scope)
    {
        budget.Spend(1);
        return Scope.TryFind(scope, identifier.Name, out var value) ? value
            : CelType.Named.TryGetValue(identifier.Name, out var type) ? type
            : new CelError($"no such attribute: {identifier.Name}");
    }

    private object? EvaluateSelection(FieldSelection selection, Scope? scope)
    {
        var operand = Evaluate(selection.Operand, scope);
        budget.Spend(1);
        var optional = selection.Optional;
        if (operand is CelOptional { HasValue: var hasValue } maybe)
        {
            (operand, optional) = (maybe.Value, true);
            if (!hasValue)
                return selection.Presence ? false : CelOptional.None;
        }

        bool found;
        object? value;
        switch (operand)
        {
            case CelError:
                return operand;
            case CelObject map:
                found = map.TryGet(selection.Field, out value);
                break;
            case CelMap map:
                found = map.TryGet(selection.Field, out value);
                break;
            default:
                return CelError.NoOverload;
        }

        if (selection.Presence)
            return found;
        if (optional)
            return value is CelError ? value : found ? CelOptional.Of(value) : CelOptional.None;
        return found ? value : CelError.NoKey(selection.Field);
    }

    private object? EvaluateList(ListLiteral list, Scope? scope)
    {
        budget.Spend(ListCost);
        var items = new object?[list.Items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Evaluate(list.Items[i], scope);
            if (items[i] is CelError)
                return items[i];
        }

        return items;
    }

    private object? EvaluateMap(MapLiteral map, Scope? scope)
    {
        budget.Spend(MapCost);
        var result = new LiteralMap();
        foreach (var (keyNode, valueNode) in map.Entries)
        {
            var key = Evaluate(keyNode, scope);
            if (key is CelError)
                return key;
            var value = Evaluate(valueNode, scope);
            if (value is CelError)
                return value;
            if (result.Add(key, value) is { } error)
                return error;
        }

        return result;
    }
}
