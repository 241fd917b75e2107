namespace Spiderpool.Agent.Commit;

/// <summary>Outcome of one write.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Object">The stored version, when <see cref="WriteOutcome.Written"/>.</param>
/// <param name="Detail">What the API server said, else.</param>
public readonly record struct Write<T>(WriteOutcome Outcome, T? Object, string Detail) where T : class;
