using System.Text.Json;
using Spiderpool.Api;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>The line that the log file keeps of a call: who asked for what, and what came of it.</summary>
internal sealed class CallRecord(string plugin, CniEnvironment environment, NetConf conf, PluginLog log)
{
    public void Done(CniResult? result, TimeSpan elapsed) => log.Write(PluginLogLevel.Info, $"{environment.Verb.Text()} done", json =>
    {
        WriteIdentity(json);
        if (result is not null)
        {
            json.WriteStartArray("ips"u8);
            foreach (var ip in result.Ips) json.WriteStringValue(ip.Address.ToString());
            json.WriteEndArray();
        }
        WriteElapsed(json, elapsed);
    });

    public void Failed(Exception failure, TimeSpan elapsed) => log.Write(PluginLogLevel.Error, failure.Message, json =>
    {
        var reason = failure as ReasonException ?? failure.InnerException as ReasonException;
        json.WriteString("reason"u8, (reason?.Reason ?? Reason.Internal).Name);
        WriteIdentity(json);
        WriteElapsed(json, elapsed);
        // A known reason says all in its line; the trace is for the faults of our own.
        if (reason is null || reason.Reason == Reason.Internal) json.WriteString("trace"u8, failure.ToString());
    });

    public void WriteIdentity(Utf8JsonWriter json)
    {
        json.WriteString("plugin"u8, plugin);
        json.WriteString("verb"u8, environment.Verb.Text());
        json.WriteString("network"u8, conf.Name);
        json.WriteString("cniVersion"u8, conf.Version.ToString());
        if (!environment.Verb.NamesAttachment()) return;
        json.WriteString("pod"u8, environment.Pod.ToString());
        json.WriteString("podUID"u8, environment.Pod.Uid);
        json.WriteString("containerID"u8, environment.ContainerId);
        json.WriteString("ifName"u8, environment.IfName);
        json.WriteString("netns"u8, environment.NetNs);
    }

    private static void WriteElapsed(Utf8JsonWriter json, TimeSpan elapsed) =>
        json.WriteNumber("elapsedMs"u8, Math.Round(elapsed.TotalMilliseconds, 3));
}
