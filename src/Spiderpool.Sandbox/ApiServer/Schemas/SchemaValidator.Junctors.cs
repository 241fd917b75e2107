using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

internal sealed partial class SchemaValidator
{
    /// <summary>allOf, anyOf, oneOf and not. Their own errors have no path, as in kube-apiserver.</summary>
    private void CheckJunctors(JsonNode value, StructuralSchema schema)
    {
        var before = _errors.Count;
        foreach (var part in schema.AllOf)
            Check(value, null, part);
        if (_errors.Count > before)
            AddJunctor("must validate all the schemas (allOf)");
        if (schema.AnyOf.Length > 0)
        {
            var (valid, closest) = Try(value, schema.AnyOf);
            if (valid == 0)
            {
                AddJunctor("must validate at least one schema (anyOf)");
                _errors.AddRange(closest);
            }
        }

        if (schema.OneOf.Length > 0)
        {
            var (valid, closest) = Try(value, schema.OneOf);
            if (valid != 1)
                AddJunctor("must validate one and only one schema (oneOf). "
                    + (valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives"));
            if (valid == 0)
                _errors.AddRange(closest);
        }

        if (schema.Not is not null && Errors(value, schema.Not).Count == 0)
            AddJunctor("must not validate the schema (not)");
    }

    /// <returns>How many of the schemas accept the value, and the errors of the one that is closest to.</returns>
    private (int Valid, IReadOnlyList<FieldError> Closest) Try(JsonNode value, IEnumerable<StructuralSchema> schemas)
    {
        var results = schemas.Select(schema => Errors(value, schema)).ToList();
        return (results.Count(errors => errors.Count == 0), results.MinBy(errors => errors.Count)!);
    }

    private List<FieldError> Errors(JsonNode value, StructuralSchema schema)
    {
        var before = _errors.Count;
        Check(value, null, schema);
        var found = _errors.GetRange(before, _errors.Count - before);
        _errors.RemoveRange(before, found.Count);
        return found;
    }

    private void AddJunctor(string rule) => Add(FieldError.Invalid("", "\"\"", $"\"{_path}\" {rule}"));
}
