namespace Spiderpool.Cni.Protocol;

/// <summary>The pod that CNI_ARGS names. Each part is empty when the runtime does not tell it.</summary>
/// <param name="Name">K8S_POD_NAME.</param>
/// <param name="Namespace">K8S_POD_NAMESPACE.</param>
/// <param name="Uid">K8S_POD_UID; some runtimes do not tell.</param>
public sealed partial record PodArguments(string Name, string Namespace, string Uid)
{
    public static readonly PodArguments None = new("", "", "");

    public bool IsNamed => Name.Length > 0 && Namespace.Length > 0;

    /// <summary><c>namespace/name</c>.</summary>
    public override string ToString() => $"{Namespace}/{Name}";
}
