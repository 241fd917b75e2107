namespace Spiderpool.Model.Tests.Actors;

/// <summary>A part of the world that does things on its own.</summary>
internal interface IActor
{
    /// <summary>How often it gets a turn, relative to the others.</summary>
    int Weight { get; }

    /// <summary>Does one thing of those that it could do now. False when there is none.</summary>
    bool TryAct();
}
