using System.Buffers;
using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

public sealed partial record CniEnvironment
{
    private const int MaxContainerIdLength = 255, MaxIfNameLength = 15, MaxPathLength = 4096;

    private static readonly SearchValues<char> IdentifierCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>Reads and validates what <paramref name="verb"/> needs; all faults are named at once.</summary>
    /// <param name="verb">The verb that CNI_COMMAND named.</param>
    /// <param name="variable">Value of an environment variable, or null.</param>
    /// <exception cref="ReasonException">InvalidEnvironment.</exception>
    public static CniEnvironment Parse(CniVerb verb, Func<string, string?> variable)
    {
        var faults = new List<string>();
        var environment = new CniEnvironment
        {
            Verb = verb,
            Path = (variable("CNI_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
            NetNsOverride = variable("CNI_NETNS_OVERRIDE") is { } text && PodArguments.IsTrue(text),
        };
        if (verb.NamesAttachment())
        {
            environment = environment with
            {
                ContainerId = ContainerIdOf(variable("CNI_CONTAINERID"), faults),
                IfName = IfNameOf(variable("CNI_IFNAME"), faults),
                NetNs = NetNsOf(variable("CNI_NETNS"), required: verb != CniVerb.Del, faults),
                Pod = PodArguments.Parse(variable("CNI_ARGS") ?? "", faults),
            };
        }
        return faults.Count == 0
            ? environment
            : throw new ReasonException(Reason.InvalidEnvironment, $"{verb.Text()}: {string.Join("; ", faults)}");
    }

    /// <summary>Container IDs and network names: an alphanumeric, then also <c>_ . -</c> (CNI spec).</summary>
    internal static bool IsIdentifier(string text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(IdentifierCharacters);

    private static string ContainerIdOf(string? text, List<string> faults)
    {
        if (string.IsNullOrEmpty(text)) faults.Add("CNI_CONTAINERID is not set");
        else if (text.Length > MaxContainerIdLength || !IsIdentifier(text))
        {
            faults.Add($"CNI_CONTAINERID is \"{Excerpt.Of(text)}\", want at most {MaxContainerIdLength} characters: "
                + "a letter or digit, then letters, digits, '_', '.', '-'");
        }
        return text ?? "";
    }

    // The rules of the kernel's dev_valid_name, and CNI's ban of the colon.
    private static string IfNameOf(string? text, List<string> faults)
    {
        if (string.IsNullOrEmpty(text)) faults.Add("CNI_IFNAME is not set");
        else if (text.Length > MaxIfNameLength || text is "." or ".." || HasForbidden(text))
        {
            faults.Add($"CNI_IFNAME is \"{Excerpt.Of(text)}\", want 1 to {MaxIfNameLength} characters without '/', ':' and blanks");
        }
        return text ?? "";

        static bool HasForbidden(string name)
        {
            foreach (var c in name)
            {
                if (c is '/' or ':' || char.IsWhiteSpace(c) || !char.IsBetween(c, '!', '~')) return true;
            }
            return false;
        }
    }

    private static string NetNsOf(string? text, bool required, List<string> faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            if (required) faults.Add("CNI_NETNS is not set");
            return "";
        }
        if (text.Length > MaxPathLength || text[0] != '/')
            faults.Add($"CNI_NETNS is \"{Excerpt.Of(text)}\", want an absolute path of at most {MaxPathLength} characters");
        return text;
    }
}
