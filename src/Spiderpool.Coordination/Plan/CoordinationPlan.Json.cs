using System.Text.Json;

namespace Spiderpool.Coordination.Plan;

public sealed partial record CoordinationPlan
{
    /// <summary>Writes <c>{"steps":[{"in","do","what","object"}],"warnings":[]}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("steps"u8);
        foreach (var step in Steps)
        {
            json.WriteStartObject();
            json.WriteString("in"u8, step.Where);
            json.WriteString("do"u8, step.Verb);
            json.WriteString("what"u8, step.Kind);
            json.WriteString("object"u8, step.Object);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("warnings"u8);
        foreach (var warning in Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
