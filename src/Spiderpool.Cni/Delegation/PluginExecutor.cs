using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Spiderpool.Cni.Protocol;
using Spiderpool.Linux.Processes;

namespace Spiderpool.Cni.Delegation;

/// <summary>Runs plugin binaries (CNI spec, section 3).</summary>
public sealed class PluginExecutor(PluginExecutorOptions options)
{
    private const int MaxOutput = 1 << 20;
    private const int MaxExcerpt = 1000;
    private const int NoCode = 999;

    /// <summary>Runs one plugin.</summary>
    /// <param name="type">Name of the plugin.</param>
    /// <param name="verb">CNI_COMMAND.</param>
    /// <param name="attachment">Null for verbs that concern no attachment.</param>
    /// <param name="config">What it reads on standard input.</param>
    /// <param name="cancellationToken">Kills the plugin.</param>
    /// <returns>What it printed; null when that is nothing.</returns>
    /// <exception cref="PluginException">It failed, was too late, printed no JSON, or does not exist.</exception>
    public async Task<JsonObject?> RunAsync(
        string type, CniVerb verb, Attachment? attachment, JsonObject config, CancellationToken cancellationToken)
    {
        var binary = options.Path.Select(folder => Path.Combine(folder, type)).FirstOrDefault(File.Exists)
            ?? throw new PluginException(type, verb, NoCode,
                $"failed to find plugin \"{type}\" in path [{string.Join(' ', options.Path)}]");
        using var process = NamespaceProcess.Start(options.Node, StartInfo(binary, verb, attachment));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Deadline);
        try
        {
            var output = ReadAsync(process.StandardOutput, deadline.Token);
            var errors = ReadAsync(process.StandardError, deadline.Token);
            await WriteAsync(process.StandardInput, config, deadline.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(deadline.Token));
            return process.ExitCode == 0
                ? Parse(type, verb, await output)
                : throw Failure(type, verb, process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PluginException(type, verb, NoCode, $"killed after {options.Deadline.TotalSeconds:0.#} s");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo StartInfo(string binary, CniVerb verb, Attachment? attachment)
    {
        var info = new ProcessStartInfo(binary)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in options.Environment)
            info.Environment[name] = value;
        info.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        info.Environment["CNI_COMMAND"] = verb.Text();
        info.Environment["CNI_PATH"] = string.Join(':', options.Path);
        if (attachment is null)
            return info;
        info.Environment["CNI_CONTAINERID"] = attachment.ContainerId;
        info.Environment["CNI_NETNS"] = attachment.NetNs;
        info.Environment["CNI_IFNAME"] = attachment.IfName;
        info.Environment["CNI_ARGS"] = attachment.Args;
        return info;
    }

    private static async Task WriteAsync(StreamWriter input, JsonObject config, CancellationToken cancellationToken)
    {
        try
        {
            await using (input)
                await input.WriteAsync(config.ToJsonString().AsMemory(), cancellationToken);
        }
        catch (IOException)
        {
            // The plugin ended without reading; its exit code says why.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var (text, buffer) = (new StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            if (text.Length + length <= MaxOutput)
                text.Append(buffer, 0, length);
        }

        return text.ToString();
    }

    private static JsonObject? Parse(string type, CniVerb verb, string output)
    {
        if (string.IsNullOrWhiteSpace(output))
            return null;
        return JsonMembers.ParseObject(output)
            ?? throw new PluginException(type, verb, NoCode, $"printed no JSON object: {Excerpt(output)}");
    }

    private static PluginException Failure(string type, CniVerb verb, int exitCode, string output, string errors)
    {
        if (JsonMembers.ParseObject(output) is { } error && error.Text("msg") is { Length: > 0 } text)
            return new PluginException(type, verb, error.Number("code") ?? NoCode, text, error.Text("details") ?? "");
        var said = Excerpt(errors.Length > 0 ? errors : output);
        return new PluginException(type, verb, NoCode, $"netplugin failed with status {exitCode}: {said}");
    }

    private static string Excerpt(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ");
        return line.Length <= MaxExcerpt ? line : $"{line[..MaxExcerpt]}…";
    }
}
