using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Writing;

/// <summary>Object names: rules and generation.</summary>
internal static partial class ObjectNames
{
    private const string Subdomain = @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private const string Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string ServiceLabel = "[a-z]([-a-z0-9]*[a-z0-9])?";

    /// <summary>Without vowels and easily confused characters, as kube-apiserver's generated names.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Generate(string prefix)
    {
        const int LongestPrefix = 63 - 5;
        return (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + RandomNumberGenerator.GetString(Alphabet, 5);
    }

    /// <returns>What is wrong with the name, or null.</returns>
    public static FieldError? Check(string name, NameRule rule)
    {
        const string Path = "metadata.name";
        if (name.Length == 0)
            return FieldError.Required(Path, "name or generateName is required");
        var shown = FieldError.Show(name);
        switch (rule)
        {
            case NameRule.PathSegment when name is "." or ".." || name.AsSpan().ContainsAny("/%"):
                return FieldError.Invalid(Path, shown, "may not be '.' or '..' or contain '/' or '%'");
            case NameRule.Label when name.Length > 63 || !LabelPattern().IsMatch(name):
                return FieldError.Invalid(Path, shown, "a lowercase RFC 1123 label must consist of lower case alphanumeric "
                    + "characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name', or "
                    + $"'123-abc', regex used for validation is '{Label}')");
            case NameRule.Service when name.Length > 63 || !ServicePattern().IsMatch(name):
                return FieldError.Invalid(Path, shown, "a DNS-1035 label must consist of lower case alphanumeric characters or "
                    + "'-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or "
                    + $"'abc-123', regex used for validation is '{ServiceLabel}')");
            case NameRule.Subdomain when name.Length > 253 || !SubdomainPattern().IsMatch(name):
                return FieldError.Invalid(Path, shown, "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                    + "characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', "
                    + $"regex used for validation is '{Subdomain}')");
            default:
                return null;
        }
    }

    [GeneratedRegex("^" + Subdomain + @"\z")]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex("^" + ServiceLabel + @"\z")]
    private static partial Regex ServicePattern();

    [GeneratedRegex("^" + Label + @"\z")]
    private static partial Regex LabelPattern();
}
