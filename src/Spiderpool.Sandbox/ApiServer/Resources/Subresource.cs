using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>A subresource such as pods/binding, as discovery lists it.</summary>
internal sealed record Subresource(string Name, string Kind, ImmutableArray<string> Verbs, string Group = "", string Version = "");
