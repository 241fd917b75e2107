using System.Diagnostics;
using System.Text.Json;
using Spiderpool.Addressing;
using Spiderpool.Linux;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Netlink;

namespace Spiderpool.Netns.Tests.Fixtures;

/// <summary>A network namespace with a netlink socket in it.</summary>
public sealed class TestNamespace(NetworkNamespace target) : IDisposable
{
    public NetworkNamespace Namespace { get; } = target;

    public RouteNetlink Netlink { get; } = RouteNetlink.Open(target);

    public int IndexOf(string link) => Netlink.GetLink(link).Index;

    public MacAddress MacOf(string link) => Netlink.GetLink(link).Mac!.Value;

    /// <summary>Makes a link; skips the test if the kernel was built without the kind or one of its settings.</summary>
    public void AddLinkOrSkip(LinkSpec spec)
    {
        try
        {
            Netlink.AddLink(spec);
        }
        catch (NetlinkException e) when (e.Errno == Errno.EOPNOTSUPP)
        {
            Assert.Skip($"this kernel cannot make {spec.Kind}");
        }
    }

    /// <summary>Sets an address that is usable at once.</summary>
    public void AddAddress(string link, string prefix) =>
        Netlink.AddAddress(new AddressEntry(IndexOf(link), Prefix.Parse(prefix)) { Flags = AddressFlags.NoDad });

    /// <summary>Waits until packets can pass: the kernel tells a link of its carrier a little later.</summary>
    public void AwaitCarrier(string link) => Await.Condition(
        () => Netlink.GetLink(link).State is OperationalState.Up, $"{link} has no carrier");

    /// <summary>The one object of ip(8)'s answer.</summary>
    public JsonElement IpOne(params string[] arguments) => Assert.Single(Ip(arguments).EnumerateArray());

    /// <summary>Runs ip(8) in the namespace, as a witness that is not ours, and returns its JSON.</summary>
    public JsonElement Ip(params string[] arguments)
    {
        var output = Execute(["ip", "-j", "-d", .. arguments]).Trim();
        // Without a match some commands print nothing, others an empty object.
        if (output.Length == 0) output = "[]";
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Runs a program in the namespace, which must succeed, and returns its output.</summary>
    public string Execute(params string[] command)
    {
        var start = new ProcessStartInfo("nsenter") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[$"--net={Namespace.Path}", .. command]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {error.Result}");
        return output;
    }

    public void Dispose()
    {
        Netlink.Dispose();
        Namespace.Dispose();
        NetworkNamespace.Delete(Namespace.Path);
    }
}
