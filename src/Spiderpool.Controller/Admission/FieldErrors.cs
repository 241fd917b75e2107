using Spiderpool.Addressing;
using Spiderpool.Controller.Admission.Wire;

namespace Spiderpool.Controller.Admission;

/// <summary>
/// What is wrong with an object, all of it at once, in the words of the API server (apimachinery, package field). Nothing is
/// allowed as long as there is an error; warnings are shown to the user of an allowed write.
/// </summary>
internal sealed class FieldErrors
{
    private readonly List<AdmissionCause> _causes = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<AdmissionCause> Causes => _causes;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Required(string field, string detail) => _causes.Add(new("FieldValueRequired", $"Required value: {detail}", field));

    public void Invalid(string field, string? value, string detail) =>
        _causes.Add(new("FieldValueInvalid", $"Invalid value: \"{Excerpt.Of(value)}\": {detail}", field));

    public void NotSupported(string field, string? value, params string[] supported) =>
        _causes.Add(new("FieldValueNotSupported",
            $"Unsupported value: \"{Excerpt.Of(value)}\": supported values: {string.Join(", ", supported)}", field));

    public void Duplicate(string field, string value) =>
        _causes.Add(new("FieldValueDuplicate", $"Duplicate value: \"{Excerpt.Of(value)}\"", field));

    public void Forbidden(string field, string detail) => _causes.Add(new("FieldValueForbidden", $"Forbidden: {detail}", field));

    public void Warn(string text) => _warnings.Add(text);
}
