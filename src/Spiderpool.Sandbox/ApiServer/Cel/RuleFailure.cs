namespace Spiderpool.Sandbox.ApiServer.Cel;

/// <summary>Why a value does not pass a rule.</summary>
/// <param name="Broken">The rule could not be evaluated; its own reason and field path do not apply.</param>
internal sealed record RuleFailure(string Message, bool Broken);
