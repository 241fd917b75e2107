using System.Text.Json.Serialization;

namespace Spiderpool.Sandbox.Reports;

/// <summary>Source-generated JSON of what <c>-o json</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SandboxReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
