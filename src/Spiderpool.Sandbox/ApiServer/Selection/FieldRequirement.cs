namespace Spiderpool.Sandbox.ApiServer.Selection;

/// <summary>One term of a field selector.</summary>
/// <param name="Index">Position among the resource's selectable fields.</param>
internal readonly record struct FieldRequirement(int Index, bool Equal, string Value);
