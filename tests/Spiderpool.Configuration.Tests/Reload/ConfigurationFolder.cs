using System.Runtime.InteropServices;

namespace Spiderpool.Configuration.Tests.Reload;

/// <summary>A fresh folder with a conf.yml: a plain file, or as the kubelet mounts a ConfigMap.</summary>
internal sealed partial class ConfigurationFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spiderpool-conf-").FullName;
    private int _version;

    public string File => Path.Combine(_folder, "conf.yml");

    public void Write(string text) => System.IO.File.WriteAllText(File, text);

    /// <summary>Another file in its place, as editors and <c>mv</c> do it.</summary>
    public void Replace(string text)
    {
        var other = Path.Combine(_folder, "conf.yml.new");
        System.IO.File.WriteAllText(other, text);
        System.IO.File.Move(other, File, overwrite: true);
    }

    /// <summary>
    /// As AtomicWriter of the kubelet: the file is a link to <c>..data/conf.yml</c>, and <c>..data</c> a link to the folder of a version,
    /// which is renamed into its place.
    /// </summary>
    public void Mount(string text)
    {
        var version = $"..{++_version}";
        Directory.CreateDirectory(Path.Combine(_folder, version));
        System.IO.File.WriteAllText(Path.Combine(_folder, version, "conf.yml"), text);
        var (next, data) = (Path.Combine(_folder, "..data_tmp"), Path.Combine(_folder, "..data"));
        System.IO.File.CreateSymbolicLink(next, version);
        // Neither File.Move nor Directory.Move puts a link to a folder into the place of another.
        if (Rename(next, data) != 0) throw new IOException($"{next} cannot be renamed to {data}");
        if (_version == 1) System.IO.File.CreateSymbolicLink(File, "..data/conf.yml");
        else Directory.Delete(Path.Combine(_folder, $"..{_version - 1}"), recursive: true);
    }

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
