using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Delegation;

/// <summary>A plugin that failed. The message is the one that runtimes show (libcni's).</summary>
public sealed class PluginException : Exception
{
    public PluginException(string type, CniVerb verb, int code, string text, string details = "")
        : base($"plugin type=\"{type}\" failed ({verb.Text().ToLowerInvariant()}): {text}{(details.Length > 0 ? "; " + details : "")}") =>
        (Code, Text) = (code, text);

    /// <summary>Code of the CNI error; 999 when the plugin printed none.</summary>
    public int Code { get; }

    /// <summary>What the plugin said.</summary>
    public string Text { get; }
}
