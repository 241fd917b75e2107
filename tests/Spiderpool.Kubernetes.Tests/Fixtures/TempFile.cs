namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>A file of one test, alone in its folder.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubernetes-tests-").FullName;

    public TempFile(string content)
    {
        Path = System.IO.Path.Combine(_folder, "file");
        Write(content);
    }

    public string Path { get; }

    public string Folder => _folder;

    public void Write(string content) => File.WriteAllText(Path, content);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
