using Spiderpool.Model.Tests.Scheduling;

namespace Spiderpool.Model.Tests.Nodes;

/// <summary>A call of the runtime to the agent, as the runtime sees it.</summary>
internal sealed class RuntimeCall(Process agent, Task task, CancellationTokenSource deadline)
{
    public Task Task => task;

    /// <summary>The connection is gone: no answer will come.</summary>
    public bool IsBroken { get; private set; }

    public bool IsOver => IsBroken || task.IsCompleted;

    public bool Succeeded => !IsBroken && task.IsCompletedSuccessfully;

    public string Outcome => IsBroken ? "the connection is lost" : task.Exception?.InnerException?.Message ?? task.Status.ToString();

    /// <summary>The agent died. An answer that it had sent may have got through.</summary>
    public void Break(Choice choice)
    {
        if (agent.IsDead && (!task.IsCompleted || choice.OneIn(2))) IsBroken = true;
    }

    /// <summary>The runtime hangs up; the agent notices.</summary>
    public void Abort()
    {
        IsBroken = true;
        deadline.Cancel();
    }

    /// <summary>The runtime hangs up, but the agent has the request and goes on with it.</summary>
    public void Forget() => IsBroken = true;
}
