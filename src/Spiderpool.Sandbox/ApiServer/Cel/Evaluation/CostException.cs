namespace Spiderpool.Sandbox.ApiServer.Cel.Evaluation;

/// <summary>An evaluation that became too expensive; nothing in the expression can do without its result.</summary>
internal sealed class CostException : Exception
{
    public CostException()
    {
    }

    public CostException(string message)
        : base(message)
    {
    }

    public CostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
