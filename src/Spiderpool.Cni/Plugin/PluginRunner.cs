using Spiderpool.Api;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Plugin;

/// <summary>Runs one call of a plugin: reads it, negotiates the version, runs the verb's command, prints result or error.</summary>
public static partial class PluginRunner
{
    /// <param name="args">The command line, with the name of the program first: that name chooses the plugin.</param>
    /// <param name="variable">Value of an environment variable, or null.</param>
    /// <param name="stdin">The network configuration.</param>
    /// <param name="stdout">Takes the result, or the error, as JSON.</param>
    /// <param name="stderr">Takes text for people.</param>
    /// <param name="time">Clock; the system's when null.</param>
    /// <returns>Exit status: 0, or 1 with an error on <paramref name="stdout"/>.</returns>
    public static int Run(
        IReadOnlyList<string> args, Func<string, string?> variable, Stream stdin, Stream stdout, Stream stderr, TimeProvider? time = null)
    {
        var output = new PluginOutput(stdout);
        try
        {
            var plugin = PluginCatalogue.Find(args[0]) ?? throw UnknownPlugin(args[0]);
            if (variable("CNI_COMMAND") is not { Length: > 0 } command) return RunForPeople(plugin, args, output, stderr);
            var verb = CniVerbExtensions.ParseVerb(command);
            if (verb == CniVerb.Version) output.WriteVersions(VersionAskedFor(stdin));
            else RunVerb(plugin, verb, args, variable, BoundedInput.Read(stdin), output, stderr, time ?? TimeProvider.System);
            return 0;
        }
        catch (ReasonException e)
        {
            return output.Fail(CniError.Of(e));
        }
        catch (CniException e)
        {
            return output.Fail(e.Error);
        }
        // Also memory and I/O faults must come out as one line of JSON, which is all that the runtime reads.
        catch (Exception e) when (Unexpected(e) is var failure)
        {
            return output.Fail(CniError.Of(failure));
        }
    }

    private static void RunVerb(ICniPlugin plugin, CniVerb verb, IReadOnlyList<string> args, Func<string, string?> variable,
        ReadOnlyMemory<byte> input, PluginOutput output, Stream stderr, TimeProvider time)
    {
        var started = time.GetTimestamp();
        var conf = NetConf.Parse(input);
        output.Version = conf.Version;
        if (!verb.ExistsIn(conf.Version)) throw TooOld(verb, conf.Version);
        var environment = CniEnvironment.Parse(verb, variable);
        var configured = plugin.Configure(conf);
        using var log = new PluginLog(configured.Log, time, stderr);
        var record = new CallRecord(plugin.Name, environment, conf, log);
        try
        {
            foreach (var warning in configured.Warnings) log.Write(PluginLogLevel.Warn, warning, record.WriteIdentity);
            var call = new CniCall(environment, conf, log, time);
            if (DryRun.Of(args) is { } dryRun)
            {
                dryRun.Run(configured.Command(verb), verb, call, output);
                return;
            }
            var result = configured.Command(verb).Run(call);
            if (result is not null) output.WriteResult(result);
            record.Done(result, time.GetElapsedTime(started));
        }
        catch (Exception e)
        {
            record.Failed(e, time.GetElapsedTime(started));
            throw;
        }
    }

    // An empty or unreadable input still gets the list: the runtime asks exactly because it does not know the plugin yet.
    private static CniVersion VersionAskedFor(Stream stdin)
    {
        try
        {
            var root = WireObject.Parse(BoundedInput.Read(stdin).Span, WireSource.NetConf);
            return root.Text("cniVersion") is { } text ? CniVersion.Find(text) ?? CniVersion.Latest : CniVersion.Latest;
        }
        catch (ReasonException)
        {
            return CniVersion.Latest;
        }
    }

    private static ReasonException Unexpected(Exception e) => new(Reason.Internal, $"{e.GetType().Name}: {e.Message}", e);

    private static ReasonException TooOld(CniVerb verb, CniVersion version) => new(Reason.UnsupportedCniVersion,
        $"{verb.Text()} came with CNI {verb.Since()}, the configuration has cniVersion {version}");

    private static ReasonException UnknownPlugin(string path) => new(Reason.InvalidEnvironment,
        $"the program is called \"{Addressing.Excerpt.Of(Path.GetFileName(path))}\", want a name it is installed under: "
        + string.Join(", ", PluginCatalogue.All.Select(plugin => plugin.Name)));
}
