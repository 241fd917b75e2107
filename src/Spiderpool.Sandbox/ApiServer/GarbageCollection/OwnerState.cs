namespace Spiderpool.Sandbox.ApiServer.GarbageCollection;

/// <summary>What became of an owner that an object names.</summary>
internal enum OwnerState
{
    /// <summary>It is there, or nobody can tell: its kind is not served, or is namespaced and the dependent is not.</summary>
    Solid,

    /// <summary>It is gone; an object of the same name with another UID is not it.</summary>
    Absent,

    /// <summary>It is being deleted in the foreground and waits for its dependents.</summary>
    Waiting,
}
