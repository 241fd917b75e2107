namespace Spiderpool.Controller.Leadership;

/// <summary>Asked right before each write that two leaders must not both make.</summary>
public interface ILeaderFence
{
    /// <exception cref="OperationCanceledException">This replica does not lead (any more).</exception>
    void ThrowIfNotLeader();
}
