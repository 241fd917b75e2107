namespace Spiderpool.Agent.Tests.Http;

/// <summary>Tests that run when no other does.</summary>
[CollectionDefinition(MetricNamesTests.Alone, DisableParallelization = true)]
public sealed class AloneCollection;
