namespace Spiderpool.Kubernetes;

/// <summary>Somebody who waits for a condition of one object.</summary>
internal sealed class Waiter<T>(Func<T?, bool> condition, TaskCompletionSource<T?> found) where T : class
{
    public void Check(T? current)
    {
        if (found.Task.IsCompleted)
            return;
        try
        {
            if (condition(current))
                found.TrySetResult(current);
        }
        catch (Exception e)
        {
            found.TrySetException(e);
        }
    }
}
