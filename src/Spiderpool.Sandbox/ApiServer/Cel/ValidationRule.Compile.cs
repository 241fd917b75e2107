using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Schemas;

namespace Spiderpool.Sandbox.ApiServer.Cel;

internal sealed partial record ValidationRule
{
    private static readonly string[] Reasons =
        ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    /// <summary>Reads and checks a rule as kube-apiserver does when a CRD is written.</summary>
    /// <param name="schema">That has the rule.</param>
    /// <param name="self">Type of the schema's values; null when rules cannot see them.</param>
    /// <param name="path">Of the rule in the CRD.</param>
    /// <param name="uncorrelatable">Path of the list or map around it whose items have no old value, or null.</param>
    /// <param name="errors">Gets what is wrong.</param>
    /// <returns>Null when the rule cannot be used.</returns>
    public static ValidationRule? Compile(
        JsonObject rule, StructuralSchema schema, CelType? self, string path, string? uncorrelatable, List<FieldError> errors)
    {
        var known = errors.Count;
        var text = rule.Text("rule") ?? "";
        if (text.Trim().Length == 0)
            errors.Add(FieldError.Required($"{path}.rule"));
        CheckTexts(rule, text, path, errors);
        var fieldPath = rule.Text("fieldPath") ?? "";
        if (fieldPath.Length > 0 && RulePath.Error(fieldPath, schema) is { } wrongPath)
            errors.Add(FieldError.Invalid($"{path}.fieldPath", FieldError.Show(fieldPath), wrongPath));
        if (self is null)
        {
            errors.Add(FieldError.Invalid($"{path}.rule", FieldError.Show(text), "rule declared on schema that does not support "
                + $"validation rules type: '{schema.Type}' x-kubernetes-preserve-unknown-fields: "
                + $"'{(schema.PreserveUnknownFields ? "true" : "false")}'"));
        }

        if (errors.Count > known)
            return null;
        var optional = rule.Flag("optionalOldSelf");
        var variables = new Dictionary<string, CelType>
        {
            [SelfName] = self!,
            [OldSelfName] = optional ? CelType.OptionalOf(self!) : self!,
        };
        var expression = Compile(text, variables, CelType.Bool, "cel expression must evaluate to a bool", $"{path}.rule", errors);
        var messageExpression = rule.Text("messageExpression") is { } message
            ? Compile(message, variables, CelType.String, "messageExpression must evaluate to a string",
                $"{path}.messageExpression", errors)
            : null;
        if (expression is null || errors.Count > known)
            return null;
        var result = new ValidationRule(text, self!, expression)
        {
            Message = rule.Text("message")?.Trim(),
            MessageExpression = messageExpression,
            Reason = rule.Text("reason"),
            FieldPath = RulePath.Shown(fieldPath),
            OptionalOldSelf = optional,
        };
        if (result.UsesOldSelf && uncorrelatable is not null)
            errors.Add(FieldError.Invalid($"{path}.rule", FieldError.Show(text),
                $"oldSelf cannot be used on the uncorrelatable portion of the schema within {uncorrelatable}"));
        if (rule.ContainsKey("optionalOldSelf") && !result.UsesOldSelf)
            errors.Add(FieldError.Invalid($"{path}.optionalOldSelf", optional ? "true" : "false",
                "may not be set if oldSelf is not used in rule"));
        return errors.Count == known ? result : null;
    }

    private static void CheckTexts(JsonObject rule, string text, string path, List<FieldError> errors)
    {
        var message = rule.Text("message");
        if (message is { Length: > 0 } && message.Trim().Length == 0)
            errors.Add(FieldError.Invalid($"{path}.message", FieldError.Show(message), "message must be non-empty if specified"));
        else if (message?.Trim().Contains('\n') == true)
            errors.Add(FieldError.Invalid($"{path}.message", FieldError.Show(message), "message must not contain line breaks"));
        else if (string.IsNullOrEmpty(message) && text.Trim().Contains('\n'))
            errors.Add(FieldError.Required($"{path}.message", "message must be specified if rule contains line breaks"));
        if (rule.Text("messageExpression")?.Trim().Length == 0)
            errors.Add(FieldError.Required($"{path}.messageExpression", "must be non-empty if specified"));
        if (rule.Text("reason") is { } reason && !Reasons.Contains(reason))
            errors.Add(FieldError.NotSupported($"{path}.reason", reason, Reasons));
    }

    private static CompiledExpression? Compile(
        string text, Dictionary<string, CelType> variables, CelType wanted, string complaint, string path, List<FieldError> errors)
    {
        try
        {
            var expression = CompiledExpression.Compile(text, variables);
            if (expression.Type.Kind == wanted.Kind)
                return expression;
            errors.Add(FieldError.Invalid(path, FieldError.Show(text), complaint));
        }
        catch (CelException e)
        {
            errors.Add(FieldError.Invalid(path, FieldError.Show(text), $"compilation failed: {e.Message}"));
        }

        return null;
    }
}
