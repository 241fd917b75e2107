using Spiderpool.Api.Crds;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>One condition that a candidate pool must meet (spec/ipam.md 4.5).</summary>
internal interface IPoolFilter
{
    /// <summary>Short lower-case name, as it appears in verdicts.</summary>
    string Name { get; }

    Verdict Evaluate(SpiderIPPool pool, FilterContext context);
}
