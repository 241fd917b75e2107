using Spiderpool.Cni.Delegation;

namespace Spiderpool.Sandbox.Kubelet;

/// <summary>Where a node's network is configured (<c>/etc/cni/net.d</c> on a real one).</summary>
public sealed class NetworkConfigurationFolder(string path)
{
    /// <summary>The first list by the name of its file, read anew at each call.</summary>
    /// <exception cref="SandboxException">There is none, or it cannot be used.</exception>
    public NetworkConfigList Read()
    {
        var file = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.conflist").Order(StringComparer.Ordinal).FirstOrDefault()
            : null;
        if (file is null)
            throw new SandboxException($"network plugin is not ready: no *.conflist in {path}; put one there");
        try
        {
            return NetworkConfigList.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            throw new SandboxException($"network plugin is not ready: {file}: {e.Message}", e);
        }
    }

    /// <summary>As <see cref="Read"/>, but null when there is none that can be used.</summary>
    public NetworkConfigList? TryRead()
    {
        try
        {
            return Read();
        }
        catch (SandboxException)
        {
            return null;
        }
    }
}
