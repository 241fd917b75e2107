using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>In-place conversion between a served version and the stored form; apiVersion is set by the caller.</summary>
internal sealed record VersionConversion(Action<JsonObject> FromStored, Action<JsonObject> ToStored);
