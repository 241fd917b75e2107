namespace Spiderpool.Sandbox.ApiServer;

/// <summary>When a faulty connection breaks.</summary>
public enum ApiFaultDrop
{
    None,
    BeforeEffect,
    AfterEffect,
}
