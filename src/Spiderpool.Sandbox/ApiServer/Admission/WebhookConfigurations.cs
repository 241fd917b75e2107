using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Selection;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>Defaults and rules of Mutating- and ValidatingWebhookConfigurations, which kube-apiserver has in code.</summary>
internal static class WebhookConfigurations
{
    public static void Default(ResourceDefinition resource, JsonObject configuration)
    {
        foreach (var webhook in (configuration.Array("webhooks") ?? []).OfType<JsonObject>())
        {
            webhook.TryAdd("failurePolicy", "Fail");
            webhook.TryAdd("matchPolicy", "Equivalent");
            webhook.TryAdd("namespaceSelector", new JsonObject());
            webhook.TryAdd("objectSelector", new JsonObject());
            webhook.TryAdd("timeoutSeconds", 10);
            if (resource == BuiltinResources.MutatingWebhooks)
                webhook.TryAdd("reinvocationPolicy", "Never");
            webhook.Object("clientConfig").Object("service")?.TryAdd("port", 443);
            foreach (var rule in (webhook.Array("rules") ?? []).OfType<JsonObject>())
                rule.TryAdd("scope", "*");
        }
    }

    public static IReadOnlyList<FieldError> Check(JsonObject configuration)
    {
        var errors = new List<FieldError>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var webhooks = configuration.Array("webhooks") ?? [];
        for (var i = 0; i < webhooks.Count; i++)
        {
            var path = $"webhooks[{i}]";
            var name = webhooks[i].Text("name") ?? "";
            if (name.Split('.').Length < 3)
                errors.Add(FieldError.Invalid($"{path}.name", FieldError.Show(name),
                    "should be a domain with at least three segments separated by dots"));
            if (!names.Add(name))
                errors.Add(FieldError.Duplicate($"{path}.name", name));
            CheckPolicies(webhooks[i], path, errors);
            CheckClient(webhooks[i].Object("clientConfig"), $"{path}.clientConfig", errors);
            CheckSelector(webhooks[i], "namespaceSelector", path, errors);
            CheckSelector(webhooks[i], "objectSelector", path, errors);
        }

        return errors;
    }

    private static void CheckPolicies(JsonNode? webhook, string path, List<FieldError> errors)
    {
        OneOf(webhook, "sideEffects", path, errors, "None", "NoneOnDryRun");
        OneOf(webhook, "failurePolicy", path, errors, "Fail", "Ignore");
        OneOf(webhook, "matchPolicy", path, errors, "Equivalent", "Exact");
        if (!webhook.Texts("admissionReviewVersions").Contains("v1"))
            errors.Add(FieldError.Invalid($"{path}.admissionReviewVersions", FieldError.Show(webhook.Member("admissionReviewVersions")),
                "must include at least one of v1"));
        if (webhook.Integer("timeoutSeconds") is not (>= 1 and <= 30))
            errors.Add(FieldError.Invalid($"{path}.timeoutSeconds", FieldError.Show(webhook.Member("timeoutSeconds")),
                "the timeout value must be between 1 and 30 seconds"));
    }

    private static void CheckClient(JsonObject? client, string path, List<FieldError> errors)
    {
        var (url, service) = (client.Text("url"), client.Object("service"));
        if (url is null == service is null)
            errors.Add(FieldError.Required(path, "exactly one of url or service is required"));
        else if (url is not null && !url.StartsWith("https://", StringComparison.Ordinal))
            errors.Add(FieldError.Invalid($"{path}.url", FieldError.Show(url.Split("://")[0]),
                "'https' is the only allowed URL scheme; desired format: https://host[/path]"));
        else if (url is not null && !Uri.TryCreate(url, UriKind.Absolute, out _))
            errors.Add(FieldError.Invalid($"{path}.url", FieldError.Show(url),
                "url must be a valid URL; desired format: https://host[/path]"));
        foreach (var name in service is null ? [] : new[] { "namespace", "name" })
        {
            if (string.IsNullOrEmpty(service.Text(name)))
                errors.Add(FieldError.Required($"{path}.service.{name}"));
        }

        if (client.Text("caBundle") is { } bundle && !WebhookTarget.TryReadAuthority(bundle, out _))
            errors.Add(FieldError.Invalid($"{path}.caBundle", "\"...\"", "must be PEM certificates in base64"));
    }

    private static void CheckSelector(JsonNode? webhook, string name, string path, List<FieldError> errors)
    {
        try
        {
            _ = LabelSelector.From(webhook.Object(name));
        }
        catch (ApiException e)
        {
            errors.Add(FieldError.Invalid($"{path}.{name}", FieldError.Show(webhook.Member(name)), e.Message));
        }
    }

    private static void OneOf(JsonNode? webhook, string name, string path, List<FieldError> errors, params string[] values)
    {
        if (webhook.Text(name) is not { } value)
            errors.Add(FieldError.Required($"{path}.{name}", $"must specify one of {string.Join(", ", values)}"));
        else if (!values.Contains(value))
            errors.Add(FieldError.NotSupported($"{path}.{name}", value, values));
    }
}
