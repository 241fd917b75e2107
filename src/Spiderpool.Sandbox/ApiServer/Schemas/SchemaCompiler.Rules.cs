using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

internal sealed partial class SchemaCompiler
{
    private ImmutableArray<ValidationRule> Rules(JsonArray? rules, StructuralSchema schema, SchemaPlace place)
    {
        if (rules is null)
            return [];
        var path = $"{place.Path}.x-kubernetes-validations";
        if (!place.IsStructural)
        {
            errors.Add(FieldError.Forbidden(path, "must be empty to be structural"));
            return [];
        }

        var self = SchemaTypes.Of(schema, place.IsResource);
        var result = ImmutableArray.CreateBuilder<ValidationRule>();
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is not JsonObject rule)
                errors.Add(FieldError.WrongType($"{path}[{i}]", FieldError.Show(rules[i]), "must be an object"));
            else if (ValidationRule.Compile(rule, schema, self, $"{path}[{i}]", place.Uncorrelatable, errors) is { } compiled)
                result.Add(compiled);
        }

        return result.ToImmutable();
    }

    /// <summary>A default must be valid itself, since no user can repair what the server adds.</summary>
    private void CheckDefault(StructuralSchema schema, string path)
    {
        if (schema.Default is null)
            return;
        var value = schema.Default.DeepClone();
        Defaulting.Apply(value, schema);
        foreach (var error in SchemaValidator.Validate(value, null, schema))
            errors.Add(error with { Path = error.Path.Length == 0 ? $"{path}.default" : $"{path}.default.{error.Path}" });
    }
}
