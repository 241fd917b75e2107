using System.Text.RegularExpressions;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel.Crds;

/// <summary>An object that breaks exactly one rule of its definition.</summary>
/// <param name="Kind">Such as SpiderIPPool.</param>
/// <param name="Base">A spec that is accepted.</param>
/// <param name="Change">A merge patch for the spec that makes it wrong.</param>
/// <param name="Path">Where the error is.</param>
/// <param name="Message">Begins the message of the rule.</param>
/// <param name="IsUpdate">The rule is for changes: the base exists already.</param>
internal sealed partial record RuleCase(string Kind, string Base, string Change, string Path, string Message, bool IsUpdate = false)
{
    /// <summary>The place of the schema: without the positions in lists.</summary>
    public string SchemaPath => Index().Replace(Path, "[]");

    public override string ToString() => $"{Kind} {Change}";

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}
