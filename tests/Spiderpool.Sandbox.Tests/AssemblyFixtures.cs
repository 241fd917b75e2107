using Spiderpool.TestCluster;

[assembly: AssemblyFixture(typeof(ApiServerFixture))]
[assembly: AssemblyFixture(typeof(Spiderpool.Sandbox.Tests.Kubectl.KubectlHome))]
