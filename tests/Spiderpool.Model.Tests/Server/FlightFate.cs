namespace Spiderpool.Model.Tests.Server;

/// <summary>What becomes of one request.</summary>
internal enum FlightFate
{
    Answered,

    /// <summary>The connection breaks before the server has the request.</summary>
    RequestLost,

    /// <summary>The connection breaks after the request took effect.</summary>
    AnswerLost,

    /// <summary>The connection breaks, and the request takes effect at some time after that, or never.</summary>
    CarriedOutLater,
}
