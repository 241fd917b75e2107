namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>Which validation rules there are at a schema or below it; later ones include earlier ones.</summary>
internal enum RuleUse
{
    None,
    Rules,

    /// <summary>Some compare with the old value, and so run for what did not change too.</summary>
    TransitionRules,
}
