using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Annotations;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection;

/// <summary>Chooses the pools that a pod's interfaces may get addresses from: source, filter, rank.</summary>
public static class PoolSelector
{
    /// <summary>Decides from a snapshot alone. Throws nothing: a failure is part of the result.</summary>
    public static SelectionResult Select(SelectionRequest request)
    {
        CandidateRules rules;
        var result = new SelectionResult();
        try
        {
            result = result with { CustomRoutes = RoutesAnnotation.Parse(request.Pod) };
            rules = RuleSources.Find(request);
        }
        catch (ReasonException e)
        {
            return result with { Failure = e };
        }
        var evaluation = new Evaluation(request);
        var interfaces = rules.Interfaces.Select(evaluation.Evaluate).ToArray();
        return result with
        {
            Source = rules.Source,
            Interfaces = interfaces,
            Verdicts = evaluation.Verdicts,
            Failure = evaluation.Failure,
        };
    }
}
