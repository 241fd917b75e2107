using Spiderpool.Sandbox.ApiServer.Cel.Functions;
using Spiderpool.Sandbox.ApiServer.Cel.Syntax;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.ApiServer.Cel.Evaluation;

internal sealed partial class Evaluator
{
    private object? EvaluateCall(Call call, Scope? scope)
    {
        switch (call.Function)
        {
            case Operators.And:
                return Combine(call, scope, decides: false);
            case Operators.Or:
                return Combine(call, scope, decides: true);
            case Operators.Conditional:
                var condition = Evaluate(call.Arguments[0], scope);
                return condition switch
                {
                    true => Evaluate(call.Arguments[1], scope),
                    false => Evaluate(call.Arguments[2], scope),
                    _ => condition as CelError ?? CelError.NoOverload,
                };
        }

        var values = new object?[call.Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Evaluate(call.Arguments[i], scope);
            if (values[i] is CelError)
                return values[i];
        }

        return call.Function switch
        {
            Operators.Equal => Equal(values),
            Operators.NotEqual => !Equal(values),
            Operators.Not => values[0] is bool flag ? !flag : CelError.NoOverload,
            _ => Invoke(call, values),
        };
    }

    /// <summary>The value that decides wins over an error on the other side, whichever side comes first.</summary>
    private object? Combine(Call call, Scope? scope, bool decides)
    {
        var left = Evaluate(call.Arguments[0], scope);
        if (left is bool first && first == decides)
            return decides;
        var right = Evaluate(call.Arguments[1], scope);
        if (right is bool second && second == decides)
            return decides;
        return (left, right) switch
        {
            (bool, bool) => !decides,
            (CelError, _) => left,
            (_, CelError) => right,
            _ => CelError.NoOverload,
        };
    }

    private bool Equal(object?[] values)
    {
        budget.Spend(1 + Overload.Tenth(Math.Min(Sizes.Of(values[0]), Sizes.Of(values[1]))));
        return CelEquality.Equal(values[0], values[1]);
    }

    private object? Invoke(Call call, object?[] values)
    {
        foreach (var overload in FunctionCatalogue.Find(call.Function))
        {
            if (!overload.Takes(call.IsMember, values))
                continue;
            budget.Spend(overload.Cost(values));
            try
            {
                return overload.Invoke(values);
            }
            catch (CelException e)
            {
                return new CelError(e.Message);
            }
            catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
            {
                var ofTime = values.Any(value => value is DateTimeOffset or TimeSpan);
                return new CelError(ofTime ? "timestamp overflow" : "integer overflow");
            }
        }

        return CelError.NoOverload;
    }
}
