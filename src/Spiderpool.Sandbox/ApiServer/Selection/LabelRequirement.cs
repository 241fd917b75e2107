using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Selection;

/// <summary>One label requirement; NotIn also holds when the label is absent, as in Kubernetes.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, ImmutableArray<string> Values)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.In => present && Values.Contains(value!),
            LabelOperator.NotIn => !present || !Values.Contains(value!),
            LabelOperator.Exists => present,
            LabelOperator.DoesNotExist => !present,
            LabelOperator.GreaterThan => long.TryParse(value, out var number) && number > long.Parse(Values[0]),
            _ => long.TryParse(value, out var number) && number < long.Parse(Values[0]),
        };
    }
}
