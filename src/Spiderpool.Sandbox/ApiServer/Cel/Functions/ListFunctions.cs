using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using static Spiderpool.Sandbox.ApiServer.Cel.Functions.Overload;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>The list library of Kubernetes and the set extension of cel-go.</summary>
internal static class ListFunctions
{
    public static IEnumerable<Overload> All =>
    [
        Member("isSorted", (IReadOnlyList<object?> list) => IsSorted(list)).Walking(),
        Member("sum", (IReadOnlyList<object?> list) => Sum(list)).Walking().Returning(Element),
        Member("min", (IReadOnlyList<object?> list) => Extreme(list, "min", order => order < 0)).Walking().Returning(Element),
        Member("max", (IReadOnlyList<object?> list) => Extreme(list, "max", order => order > 0)).Walking().Returning(Element),
        Member("indexOf", (IReadOnlyList<object?> list, object? item) => Indices(list, item).Append(-1).First()).Walking(),
        Member("lastIndexOf", (IReadOnlyList<object?> list, object? item) => Indices(list, item).Prepend(-1).Last()).Walking(),
        Global("sets.contains", (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => b.All(item => Has(a, item))).Walking(),
        Global("sets.intersects", (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => b.Any(item => Has(a, item))).Walking(),
        Global("sets.equivalent", (IReadOnlyList<object?> a, IReadOnlyList<object?> b) =>
            b.All(item => Has(a, item)) && a.All(item => Has(b, item))).Walking(),
    ];

    private static CelType Element(CelType[] types) => types[0].Element ?? CelType.Dyn;

    private static bool Has(IReadOnlyList<object?> list, object? item) => list.Any(other => CelEquality.Equal(item, other));

    private static IEnumerable<long> Indices(IReadOnlyList<object?> list, object? item) =>
        list.Index().Where(entry => CelEquality.Equal(entry.Item, item)).Select(entry => (long)entry.Index);

    private static bool IsSorted(IReadOnlyList<object?> list) =>
        list.Zip(list.Skip(1)).All(pair => Order(pair.First, pair.Second) <= 0);

    private static object? Sum(IReadOnlyList<object?> list) => list.Count == 0 ? 0L : list.Skip(1).Aggregate(list[0], Add);

    private static object? Add(object? sum, object? item) => (sum, item) switch
    {
        (long a, long b) => checked(a + b),
        (ulong a, ulong b) => checked(a + b),
        (double a, double b) => a + b,
        (TimeSpan a, TimeSpan b) => a + b,
        _ => throw new CelException(CelError.NoOverload.Message),
    };

    private static object? Extreme(IReadOnlyList<object?> list, string name, Predicate<int> better)
    {
        if (list.Count == 0)
            throw new CelException($"{name} called on empty list");
        var best = list[0];
        foreach (var item in list.Skip(1))
            best = better(Order(item, best)) ? item : best;
        return best;
    }

    private static int Order(object? left, object? right) =>
        CelOrder.Compare(left, right) ?? throw new CelException(CelError.NoOverload.Message);
}
