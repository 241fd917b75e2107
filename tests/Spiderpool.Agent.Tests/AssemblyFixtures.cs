using Spiderpool.TestCluster;

[assembly: AssemblyFixture(typeof(ApiServerFixture))]
