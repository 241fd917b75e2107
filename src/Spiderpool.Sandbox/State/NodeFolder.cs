namespace Spiderpool.Sandbox.State;

/// <summary>The files of one node.</summary>
/// <param name="Root">Folder of the node.</param>
/// <param name="Namespace">Path of its network namespace.</param>
public sealed record NodeFolder(string Root, string Namespace)
{
    public string AgentSocket => Path.Combine(Root, "agent.sock");

    /// <summary>conf.yml of the agent.</summary>
    public string AgentConfiguration => Path.Combine(Root, "conf.yml");

    /// <summary>Folder of the CNI configuration; the first file by name is in use.</summary>
    public string NetworkConfigurations => Path.Combine(Root, "net.d");

    /// <summary>Results of ADD.</summary>
    public string Attachments => Path.Combine(Root, "attachments");

    /// <summary>What the plugin multinic keeps.</summary>
    public string Multinic => Path.Combine(Root, "multinic");

    /// <summary>Records of the pods' sandboxes.</summary>
    public string Sandboxes => Path.Combine(Root, "sandboxes");

    /// <summary>Network namespaces of the pods.</summary>
    public string PodNamespaces => Path.Combine(Root, "netns");
}
