namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

/// <param name="JsonName">The name in the object; expressions may have to write it with escapes.</param>
internal sealed record CelField(string JsonName, CelType Type);
