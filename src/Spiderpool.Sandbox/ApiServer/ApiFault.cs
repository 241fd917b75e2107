namespace Spiderpool.Sandbox.ApiServer;

/// <summary>What goes wrong with one request.</summary>
public sealed record ApiFault
{
    /// <summary>Wait before anything else.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Answer with this status (409, 429, 500, 503, ...) and do nothing; 0 for none.</summary>
    public int StatusCode { get; init; }

    /// <summary>Break the connection instead of answering.</summary>
    public ApiFaultDrop Drop { get; init; }

    public static ApiFault Fail(int statusCode) => new() { StatusCode = statusCode };

    public static ApiFault After(TimeSpan delay) => new() { Delay = delay };

    /// <summary>The request has no effect and no answer.</summary>
    public static ApiFault DropBefore() => new() { Drop = ApiFaultDrop.BeforeEffect };

    /// <summary>The request takes effect, but its sender never learns so.</summary>
    public static ApiFault DropAfter() => new() { Drop = ApiFaultDrop.AfterEffect };
}
