using Spiderpool.TestCluster;

[assembly: AssemblyFixture(typeof(ApiServerFixture))]
// A scan looks at the pools of the whole server, so those of other tests must stand still.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
