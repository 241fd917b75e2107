namespace Spiderpool.Controller.Networks;

/// <summary>What happens to a NetworkAttachmentDefinition.</summary>
internal enum NetworkAction
{
    Keep,
    Create,
    Replace,
    Refuse,
}
