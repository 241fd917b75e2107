namespace Spiderpool.Controller.Leadership;

/// <summary>Work that one replica at a time may do.</summary>
internal interface ILeaderTask
{
    /// <summary>As logs and metrics show it, such as <c>reclaim</c>.</summary>
    string Name { get; }

    /// <summary>Works until the term ends. What it throws is logged, and it is started again after a pause.</summary>
    /// <param name="term">Cancelled when this replica no longer leads; the work must then end soon.</param>
    Task RunAsync(CancellationToken term);
}
