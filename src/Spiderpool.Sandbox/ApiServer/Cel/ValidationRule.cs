using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Json;

namespace Spiderpool.Sandbox.ApiServer.Cel;

/// <summary>One entry of <c>x-kubernetes-validations</c>.</summary>
internal sealed record ValidationRule(string Text, string? Message, string? Reason, string? FieldPath)
{
    public bool UsesOldSelf { get; init; }

    public static ValidationRule Compile(JsonObject rule, string text) =>
        new(text, rule.Text("message"), rule.Text("reason"), rule.Text("fieldPath"));

    /// <returns>The complaint, or null when the rule holds.</returns>
    public string? Check(JsonNode self, JsonNode? oldSelf) => null;
}
