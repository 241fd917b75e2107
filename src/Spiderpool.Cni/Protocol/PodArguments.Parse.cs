using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

public sealed partial record PodArguments
{
    // Lengths of the Kubernetes API: DNS subdomain, DNS label, and a generous bound for a UID.
    private const int MaxNameLength = 253, MaxNamespaceLength = 63, MaxUidLength = 128;

    /// <summary>Reads <c>KEY=value;KEY=value</c>. A key we do not know is a fault unless IgnoreUnknown is true.</summary>
    internal static PodArguments Parse(string text, List<string> faults)
    {
        var pod = None;
        var ignoreUnknown = false;
        List<string>? unknown = null;
        foreach (var range in text.AsSpan().Split(';'))
        {
            var pair = text[range].Trim();
            if (pair.Length == 0) continue;
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add($"CNI_ARGS has \"{Excerpt.Of(pair)}\", want KEY=value");
                continue;
            }
            var (key, value) = (pair[..equals], pair[(equals + 1)..]);
            switch (key)
            {
                case "K8S_POD_NAME": pod = pod with { Name = Valid(key, value, MaxNameLength, faults) }; break;
                case "K8S_POD_NAMESPACE": pod = pod with { Namespace = Valid(key, value, MaxNamespaceLength, faults) }; break;
                case "K8S_POD_UID": pod = pod with { Uid = Valid(key, value, MaxUidLength, faults) }; break;
                case "K8S_POD_INFRA_CONTAINER_ID": break;
                case "IgnoreUnknown": ignoreUnknown = IsTrue(value); break;
                default: (unknown ??= []).Add(key); break;
            }
        }
        if (unknown is not null && !ignoreUnknown)
            faults.Add($"CNI_ARGS has the unknown key \"{Excerpt.Of(unknown[0])}\" and no IgnoreUnknown=1");
        return pod;
    }

    /// <summary>Fails unless name and namespace are known.</summary>
    /// <exception cref="ReasonException">InvalidEnvironment.</exception>
    public PodArguments Require()
    {
        if (IsNamed) return this;
        var missing = Name.Length == 0 ? "K8S_POD_NAME" : "K8S_POD_NAMESPACE";
        throw new ReasonException(Reason.InvalidEnvironment, $"CNI_ARGS has no {missing}: addresses are allocated to a named pod");
    }

    internal static bool IsTrue(string text) => text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string Valid(string key, string value, int maxLength, List<string> faults)
    {
        var valid = value.Length <= maxLength;
        foreach (var c in value) valid &= char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_';
        if (!valid)
        {
            faults.Add($"CNI_ARGS has {key}=\"{Excerpt.Of(value)}\", want at most {maxLength} letters, digits, '-', '.' and '_'");
        }
        return value;
    }
}
