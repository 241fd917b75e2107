namespace Spiderpool.Model.Tests;

/// <summary>How a history ended.</summary>
/// <param name="Violation">Null when all invariants held.</param>
/// <param name="Steps">Turns until the violation, or all.</param>
/// <param name="Trace">What happened, when that was asked for.</param>
internal sealed record HistoryResult(Violation? Violation, int Steps, string Trace);
