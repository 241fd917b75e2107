using Spiderpool.Linux.Processes;
using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Tests.State;

/// <summary>A state folder of one test, which goes with all that is mounted below it.</summary>
internal sealed class TemporaryState : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("sbx-");

    public TemporaryState() => Folder = new StateFolder(Path.Combine(_parent.FullName, "s"));

    public StateFolder Folder { get; }

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
        foreach (var path in Mounts.Below(_parent.FullName))
            Linux.Namespaces.NetworkNamespace.Delete(path);
        _parent.Delete(recursive: true);
    }
}
