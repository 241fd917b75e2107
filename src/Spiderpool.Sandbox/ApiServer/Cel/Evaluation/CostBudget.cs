namespace Spiderpool.Sandbox.ApiServer.Cel.Evaluation;

/// <summary>What the rules of one object may cost, in the units of cel-go.</summary>
internal sealed class CostBudget
{
    /// <summary>Limits of kube-apiserver: about 0.1 s for a rule, 1 s for an object.</summary>
    public const long PerRule = 1_000_000;
    public const long PerObject = 10_000_000;

    private long _leftForRule;

    /// <summary>Below 0 when it is used up: no further rule runs.</summary>
    public long Left { get; private set; } = PerObject;

    public void StartRule() => _leftForRule = PerRule;

    /// <exception cref="CostException">A limit is reached.</exception>
    public void Spend(long cost)
    {
        (Left, _leftForRule) = (Left - cost, _leftForRule - cost);
        if (_leftForRule < 0)
            throw new CostException("operation cancelled: actual cost limit exceeded");
        if (Left < 0)
            throw new CostException("running out of cost budget");
    }

    /// <summary>Ends the evaluation of the object.</summary>
    public void Exhaust() => Left = -1;
}
