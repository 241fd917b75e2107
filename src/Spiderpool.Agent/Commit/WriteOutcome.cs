namespace Spiderpool.Agent.Commit;

/// <summary>What became of a write to the API server.</summary>
public enum WriteOutcome
{
    /// <summary>Stored; the basis of the write was the latest version.</summary>
    Written,

    /// <summary>Not stored: somebody else wrote first, or an object of the name exists already.</summary>
    Conflict,

    /// <summary>Not stored: the object does not exist (any more).</summary>
    Gone,

    /// <summary>Nobody knows: the answer did not arrive. The write may be stored now, later, or never.</summary>
    Unknown,

    /// <summary>Not stored: the API server could not be reached or was too busy.</summary>
    Unavailable,

    /// <summary>Not stored: the API server refuses the object; trying again does not help.</summary>
    Rejected,
}
