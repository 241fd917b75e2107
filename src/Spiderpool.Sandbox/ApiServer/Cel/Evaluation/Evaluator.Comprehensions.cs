using Spiderpool.Sandbox.ApiServer.Cel.Syntax;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Evaluation;

internal sealed partial class Evaluator
{
    private object? EvaluateComprehension(Comprehension node, Scope? scope)
    {
        var range = Evaluate(node.Range, scope);
        if (range is CelError)
            return range;
        if (node.Kind is ComprehensionKind.OptionalMap or ComprehensionKind.OptionalFlatMap)
            return EvaluateOptional(node, range, scope);
        var items = (range as CelMap)?.Keys ?? range as IEnumerable<object?>;
        return (items, node.Kind) switch
        {
            (null, _) => CelError.NoOverload,
            (_, ComprehensionKind.All) => Quantify(node, items, scope, decides: false),
            (_, ComprehensionKind.Exists) => Quantify(node, items, scope, decides: true),
            (_, ComprehensionKind.ExistsOne) => Select(node, node.Body, null, items, scope) switch
            {
                IReadOnlyList<object?> found => found.Count == 1,
                var error => error,
            },
            (_, ComprehensionKind.Filter) => Select(node, node.Body, null, items, scope),
            _ => Select(node, node.Filter, node.Body, items, scope),
        };
    }

    /// <summary>As <see cref="Combine"/>: an item that decides wins over the errors of others.</summary>
    private object? Quantify(Comprehension node, IEnumerable<object?> items, Scope? scope, bool decides)
    {
        object? error = null;
        foreach (var item in items)
        {
            var result = EvaluateBody(node, node.Body, item, scope);
            if (result is not bool holds)
                error ??= result as CelError ?? CelError.NoOverload;
            else if (holds == decides)
                return decides;
        }

        return error ?? !decides;
    }

    /// <summary>Takes the items for which the condition holds, and makes something of each.</summary>
    private object? Select(
        Comprehension node, Expression? condition, Expression? transform, IEnumerable<object?> items, Scope? scope)
    {
        budget.Spend(ListCost);
        var result = new List<object?>();
        foreach (var item in items)
        {
            var holds = condition is null ? true : EvaluateBody(node, condition, item, scope);
            if (holds is not bool taken)
                return holds as CelError ?? CelError.NoOverload;
            if (!taken)
                continue;
            var made = transform is null ? item : EvaluateBody(node, transform, item, scope);
            if (made is CelError)
                return made;
            result.Add(made);
        }

        return result;
    }

    private object? EvaluateOptional(Comprehension node, object? range, Scope? scope)
    {
        if (range is not CelOptional optional)
            return CelError.NoOverload;
        if (!optional.HasValue)
            return CelOptional.None;
        var result = EvaluateBody(node, node.Body, optional.Value, scope);
        return result is CelError || node.Kind == ComprehensionKind.OptionalFlatMap ? result : CelOptional.Of(result);
    }

    private object? EvaluateBody(Comprehension node, Expression body, object? item, Scope? scope)
    {
        budget.Spend(1);
        return item is CelError ? item : Evaluate(body, new Scope(node.Variable, item, scope));
    }
}
