namespace Spiderpool.Sandbox.ApiServer.Resources;

/// <summary>Names the store of one resource: group and plural name.</summary>
internal readonly record struct StoreKey(string Group, string Plural);
