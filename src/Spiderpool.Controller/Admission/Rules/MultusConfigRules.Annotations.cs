using System.Text.RegularExpressions;
using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Admission.Rules;

internal sealed partial class MultusConfigRules
{
    private static readonly string[] CniVersions = ["0.3.0", "0.3.1", "0.4.0", "1.0.0"];

    private static void Annotations(SpiderMultusConfig config, SpiderMultusConfig? old, FieldErrors errors)
    {
        if (config.Metadata.Annotation(NetworkAnnotations.CustomResourceName) is { } name)
        {
            if (name.Length > 253 || !Subdomain().IsMatch(name))
                errors.Invalid(AnnotationField(NetworkAnnotations.CustomResourceName), name, "must be a DNS-1123 subdomain, as names are");
            if (old is not null && old.Metadata.Annotation(NetworkAnnotations.CustomResourceName) != name)
                errors.Forbidden(AnnotationField(NetworkAnnotations.CustomResourceName), "cannot be added or changed later");
        }
        if (config.Metadata.Annotation(NetworkAnnotations.CniVersion) is { } version && !CniVersions.Contains(version))
            errors.NotSupported(AnnotationField(NetworkAnnotations.CniVersion), version, CniVersions);
        foreach (var key in NetworkInjection.Keys)
        {
            if (config.Metadata.Annotation(key) is not { } value) continue;
            if (!IsLabelValue(value)) errors.Invalid(AnnotationField(key), value, "must be a label value");
            if (NetworkInjection.FaultOf(config.Spec, key) is { } fault) errors.Forbidden(AnnotationField(key), fault);
        }
    }

    private static string AnnotationField(string key) => $"metadata.annotations[{key}]";

    private static bool IsLabelValue(string value) => value.Length is > 0 and <= 63 && LabelValue().IsMatch(value);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\\z")]
    private static partial Regex LabelValue();
}
