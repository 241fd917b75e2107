using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

/// <summary>Home folders with kubectl's discovery caches, one for each version of kubectl, for the time of the test program.</summary>
public sealed class KubectlHome : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubectl-tests-").FullName;

    /// <summary>A kubectl of this version that works in the scope's namespace.</summary>
    internal KubectlCommand Kubectl(string version, ApiServerFixture server, TestScope scope)
    {
        var home = Path.Combine(_folder, version);
        Directory.CreateDirectory(home);
        return new KubectlCommand(KubectlBinaries.PathOf(version), home, server.KubeconfigPath, scope.Namespace);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
