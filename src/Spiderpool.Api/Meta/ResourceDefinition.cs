namespace Spiderpool.Api.Meta;

/// <summary>Where a kind lives in the API: group (empty for core), version, plural, kind, scope.</summary>
public sealed record ResourceDefinition(string Group, string Version, string Plural, string Kind, bool IsNamespaced)
{
    /// <summary><c>v1</c> or <c>group/version</c>, as in an object's <c>apiVersion</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
