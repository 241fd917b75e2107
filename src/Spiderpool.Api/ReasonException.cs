namespace Spiderpool.Api;

/// <summary>A failure with a reason of the catalogue. The message is one line that a user can act on.</summary>
public sealed class ReasonException : Exception
{
    public ReasonException(Reason reason, string detail, Exception? inner = null) : base($"{reason.Name}: {detail}", inner) =>
        (Reason, Detail) = (reason, detail);

    public Reason Reason { get; }

    /// <summary>The message without the reason's name.</summary>
    public string Detail { get; }
}
