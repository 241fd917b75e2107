using Spiderpool.Api;
using Spiderpool.Api.Crds;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Admission.Rules;

/// <summary>SpiderMultusConfig (spec/crds.md 8.2 and 8.3).</summary>
internal sealed partial class MultusConfigRules(ClusterInformers informers) : IResourceRules<SpiderMultusConfig>
{
    public void Validate(SpiderMultusConfig config, SpiderMultusConfig? old, FieldErrors errors)
    {
        if (MetadataRules.RefuseChangeOfTerminating(config, old, errors)) return;
        Annotations(config, old, errors);
        Name(config, errors);
        Settings(config.Spec, errors);
        if (config.Spec.Coordinator is { } coordinator) CoordinatorRules.Validate(coordinator, "spec.coordinator", errors);
        for (var i = 0; i < (config.Spec.ChainCNIJsonData?.Count ?? 0); i++)
            Plugin(config.Spec.ChainCNIJsonData![i], $"spec.chainCNIJsonData[{i}]", errors);
        if (config.Spec.CustomCNI is { } custom && !string.IsNullOrWhiteSpace(custom)) Json(custom, "spec.customCNI", errors);
    }

    /// <summary>No two objects of a namespace make one definition (M00011).</summary>
    private void Name(SpiderMultusConfig config, FieldErrors errors)
    {
        var name = NetworkDefinition.NameOf(config);
        foreach (var other in informers.MultusConfigs.Snapshot())
        {
            if (other.Metadata.Namespace != config.Metadata.Namespace || other.Metadata.Name == config.Metadata.Name) continue;
            if (NetworkDefinition.NameOf(other) == name)
                errors.Forbidden(NameField(config), $"SpiderMultusConfig {other.Key} makes NetworkAttachmentDefinition {name} already");
        }
    }

    private static string NameField(SpiderMultusConfig config) =>
        config.Metadata.Annotation(NetworkAnnotations.CustomResourceName) is null
            ? "metadata.name" : AnnotationField(NetworkAnnotations.CustomResourceName);

    private static void Plugin(string text, string field, FieldErrors errors)
    {
        if (Json(text, field, errors) is { } plugin && !NetworkConfiguration.IsText(plugin["type"]))
            errors.Invalid(field, text, "must be the configuration of one CNI plugin, with its \"type\"");
    }

    private static System.Text.Json.Nodes.JsonObject? Json(string text, string field, FieldErrors errors)
    {
        try
        {
            return NetworkConfiguration.Parse(text, field);
        }
        catch (ReasonException e)
        {
            errors.Invalid(field, text, e.Detail[(field.Length + 1)..]);
            return null;
        }
    }
}
