using System.Text.Json;
using Spiderpool.Linux.Files;

namespace Spiderpool.Sandbox.State;

/// <summary>The one folder below which a sandbox keeps everything: files, sockets, mounted namespaces.</summary>
public sealed record StateFolder
{
    /// <summary>Variable that names the folder when no option does.</summary>
    public const string Variable = "SPIDERPOOL_SANDBOX_STATE";

    // sockaddr_un has 108 bytes, of which the last is the end; the agent binds PATH.PID first, with up to 7 digits.
    private const int MaxSocketPath = 107 - 8;

    public StateFolder(string path) => Root = Path.GetFullPath(path).TrimEnd('/');

    public string Root { get; }

    public string RecordFile => Path.Combine(Root, "sandbox.json");

    /// <summary>Locked by the process that uses the folder.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    public string Kubeconfig => Path.Combine(Root, "kubeconfig");

    public string StoreFile => Path.Combine(Root, "store.jsonl");

    /// <summary>conf.yml of the controller.</summary>
    public string ControllerConfiguration => Path.Combine(Root, "controller.yml");

    public string LogFolder => Path.Combine(Root, "log");

    public string LanNamespace => Path.Combine(Root, "netns", "lan");

    public string LogFile(string name) => Path.Combine(LogFolder, $"{name}.log");

    public NodeFolder Node(string name) => new(Path.Combine(Root, "nodes", name), Path.Combine(Root, "netns", name));

    /// <summary>
    /// The folder of the variable, else <c>spiderpool-sandbox</c> in the user's state folder (XDG base directories).
    /// </summary>
    public static string DefaultPath(Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } named)
            return named;
        var state = environment("XDG_STATE_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "spiderpool-sandbox");
    }

    /// <summary>The record; null when there is none, or none that can be read.</summary>
    public SandboxRecord? ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(RecordFile), StateJson.Default.SandboxRecord);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(SandboxRecord record) =>
        AtomicFile.Write(RecordFile, JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.SandboxRecord));

    /// <summary>Refuses a folder whose sockets would have paths that the kernel does not take, and one with other contents.</summary>
    /// <exception cref="SandboxException">The folder cannot be used.</exception>
    public void RequireUsable(string longestNode)
    {
        var socket = Node(longestNode).AgentSocket;
        if (System.Text.Encoding.UTF8.GetByteCount(socket) > MaxSocketPath)
            throw new SandboxException($"the state folder's path is too long: {socket} has more than {MaxSocketPath} bytes; "
                + "name a shorter one with --state");
        RequireOurs();
    }

    /// <exception cref="SandboxException">The folder has content and no sandbox made it.</exception>
    public void RequireOurs()
    {
        if (Directory.Exists(Root) && !File.Exists(RecordFile) && Directory.EnumerateFileSystemEntries(Root).Any())
            throw new SandboxException($"{Root} is not empty and has no sandbox.json: it is no state folder of a sandbox; "
                + "name another with --state");
    }
}
