using Spiderpool.Sandbox.ApiServer.Cel.Functions;
using Spiderpool.Sandbox.ApiServer.Cel.Syntax;

namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

internal sealed partial class TypeChecker
{
    private CelType CheckCall(Call call)
    {
        var types = new CelType[call.Arguments.Length];
        var couldMix = _mayMix;
        _mayMix |= call.Function == "format";
        for (var i = 0; i < types.Length; i++)
            types[i] = Check(call.Arguments[i]);
        _mayMix = couldMix;
        switch (call.Function)
        {
            case Operators.And or Operators.Or or Operators.Not:
                return types.All(type => CelType.Fits(type, CelType.Bool)) ? CelType.Bool : NoOverload(call, types);
            case Operators.Equal or Operators.NotEqual:
                return CelType.Fits(types[0], types[1]) ? CelType.Bool : NoOverload(call, types);
            case Operators.Conditional:
                return CelType.Fits(types[0], CelType.Bool) && CelType.Fits(types[1], types[2])
                    ? CelType.Join(types[1], types[2]) : NoOverload(call, types);
        }

        var overloads = FunctionCatalogue.Find(call.Function);
        if (overloads.Length == 0)
            return Fail(call, $"undeclared reference to '{call.Function}' (in container '')");
        var fitting = overloads.Where(overload => overload.Takes(call.IsMember, types)).ToList();
        if (fitting.Count == 0)
            return NoOverload(call, types);
        CheckPattern(call);
        var results = fitting.ConvertAll(overload => overload.Result(types));
        return results.TrueForAll(result => result.Kind == results[0].Kind) ? results[0] : CelType.Dyn;
    }

    /// <summary>A constant pattern is compiled now, so that its errors are those of the rule.</summary>
    private void CheckPattern(Call call)
    {
        if (call is not { Function: "matches" or "find" or "findAll", Arguments: [_, Literal { Value: string pattern }, ..] })
            return;
        try
        {
            _ = RegexFunctions.Pattern(pattern);
        }
        catch (CelException e)
        {
            Fail(call.Arguments[1], $"invalid matches argument: {e.Message}");
        }
    }

    private CelType CheckComprehension(Comprehension node)
    {
        var range = Check(node.Range);
        var ofOptional = node.Kind is ComprehensionKind.OptionalMap or ComprehensionKind.OptionalFlatMap;
        var item = range.Kind switch
        {
            CelKind.Dyn => CelType.Dyn,
            CelKind.Optional when ofOptional => range.Element!,
            CelKind.List when !ofOptional => range.Element!,
            CelKind.Map when !ofOptional => range.Key!,
            _ when ofOptional => Fail(node, $"expression of type '{range}' is not an optional"),
            _ => Fail(node.Range, $"expression of type '{range}' cannot be range of a comprehension "
                + "(must be list, map, or dynamic)"),
        };

        var hidden = _variables.GetValueOrDefault(node.Variable);
        var wasUsed = _used.Contains(node.Variable);
        _variables[node.Variable] = item;
        if (node.Filter is not null)
            CheckCondition(node.Filter);
        var body = node.Kind <= ComprehensionKind.ExistsOne || node.Kind == ComprehensionKind.Filter
            ? CheckCondition(node.Body) : Check(node.Body);
        if (hidden is null)
            _variables.Remove(node.Variable);
        else
            _variables[node.Variable] = hidden;
        if (!wasUsed)
            _used.Remove(node.Variable);

        return node.Kind switch
        {
            ComprehensionKind.Map => CelType.ListOf(body),
            ComprehensionKind.Filter => CelType.ListOf(item),
            ComprehensionKind.OptionalMap => CelType.OptionalOf(body),
            ComprehensionKind.OptionalFlatMap => body,
            _ => CelType.Bool,
        };
    }

    private CelType CheckCondition(Expression condition)
    {
        var type = Check(condition);
        return CelType.Fits(type, CelType.Bool) ? CelType.Bool : Fail(condition, $"expected type 'bool' but found '{type}'");
    }

    private CelType NoOverload(Call call, CelType[] types)
    {
        var shown = call.IsMember
            ? $"{types[0]}.({string.Join(", ", types[1..].Select(type => type.ToString()))})"
            : $"({string.Join(", ", types.Select(type => type.ToString()))})";
        return Fail(call, $"found no matching overload for '{call.Function}' applied to '{shown}'");
    }
}
