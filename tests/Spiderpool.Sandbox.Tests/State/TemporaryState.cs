using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Tests.State;

/// <summary>A state folder of one test, which goes with all that is mounted below it.</summary>
internal sealed class TemporaryState : IDisposable
{
    // A class that skips its tests in the constructor is not disposed.
    private DirectoryInfo? _parent;

    public StateFolder Folder => field ??= new StateFolder(Path.Combine(Parent.FullName, "s"));

    private DirectoryInfo Parent => _parent ??= Directory.CreateTempSubdirectory("sbx-");

    public SandboxRecord WriteRecord(ProcessIdentity? process = null)
    {
        var record = new SandboxRecord
        {
            RunId = Guid.NewGuid().ToString("N"),
            Process = process ?? ProcessIdentity.Current,
            Nodes = 1,
            Token = "token",
        };
        Folder.Write(record);
        return record;
    }

    public void Dispose()
    {
        if (_parent is null) return;
        foreach (var path in Mounts.Below(_parent.FullName))
            Linux.Namespaces.NetworkNamespace.Delete(path);
        _parent.Delete(recursive: true);
    }
}
