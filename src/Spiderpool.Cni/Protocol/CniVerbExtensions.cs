using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

public static class CniVerbExtensions
{
    /// <exception cref="ReasonException">InvalidEnvironment: no verb of the CNI specification.</exception>
    public static CniVerb ParseVerb(string text) => text switch
    {
        "ADD" => CniVerb.Add,
        "DEL" => CniVerb.Del,
        "CHECK" => CniVerb.Check,
        "GC" => CniVerb.Gc,
        "STATUS" => CniVerb.Status,
        "VERSION" => CniVerb.Version,
        _ => throw new ReasonException(Reason.InvalidEnvironment,
            $"CNI_COMMAND is \"{Excerpt.Of(text)}\", want ADD, DEL, CHECK, GC, STATUS or VERSION"),
    };

    public static string Text(this CniVerb verb) => verb switch
    {
        CniVerb.Add => "ADD",
        CniVerb.Del => "DEL",
        CniVerb.Check => "CHECK",
        CniVerb.Gc => "GC",
        CniVerb.Status => "STATUS",
        _ => "VERSION",
    };

    /// <summary>Whether the verb acts on one interface of one container, which the environment then names.</summary>
    public static bool NamesAttachment(this CniVerb verb) => verb is CniVerb.Add or CniVerb.Del or CniVerb.Check;

    /// <summary>Whether the verb exists in that version of the specification.</summary>
    public static bool ExistsIn(this CniVerb verb, CniVersion version) => verb switch
    {
        CniVerb.Check => version.HasCheck,
        CniVerb.Gc or CniVerb.Status => version.HasGcAndStatus,
        _ => true,
    };

    /// <summary>The oldest version that has the verb.</summary>
    public static CniVersion Since(this CniVerb verb)
    {
        foreach (var version in CniVersion.Supported)
        {
            if (verb.ExistsIn(version)) return version;
        }
        return CniVersion.Latest;
    }
}
