using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Admission;

/// <summary>Paths of webhooks (spec/crds.md 1).</summary>
internal static class AdmissionPath
{
    /// <summary>As in <c>spiderpool-spidernet-io-v2beta1-spiderippool</c>.</summary>
    public static string SuffixOf(ResourceDefinition kind) =>
        $"{kind.Group.Replace('.', '-')}-{kind.Version}-{kind.Kind}".ToLowerInvariant();
}
