namespace Spiderpool.Cni.Protocol;

/// <summary>What the runtime asks for in CNI_COMMAND.</summary>
public enum CniVerb
{
    Add,
    Del,
    Check,
    Gc,
    Status,
    Version,
}
