using System.Diagnostics;
using System.Text.Json;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Netns.Tests.Fixtures;

/// <summary>A network namespace with a netlink socket in it.</summary>
public sealed class TestNamespace(NetworkNamespace target) : IDisposable
{
    public NetworkNamespace Namespace { get; } = target;

    public RouteNetlink Netlink { get; } = RouteNetlink.Open(target);

    public int IndexOf(string link) => Netlink.GetLink(link).Index;

    /// <summary>Runs ip(8) in the namespace, as a witness that is not ours, and returns its JSON.</summary>
    public JsonElement Ip(params string[] arguments)
    {
        var start = new ProcessStartInfo("nsenter") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[$"--net={Namespace.Path}", "ip", "-j", "-d", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return JsonDocument.Parse(output.Length == 0 ? "[]" : output).RootElement;
    }

    public void Dispose()
    {
        Netlink.Dispose();
        Namespace.Dispose();
        NetworkNamespace.Delete(Namespace.Path);
    }
}
