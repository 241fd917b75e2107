using Spiderpool.Cni.Log;
using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>A plugin whose commands are made of its settings when they are called for.</summary>
internal sealed class ConfiguredPlugin : IConfiguredPlugin
{
    public required PluginLogOptions Log { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required Func<ICniCommand> Add { get; init; }

    public required Func<ICniCommand> Check { get; init; }

    public required Func<ICniCommand> Del { get; init; }

    public required Func<ICniCommand> Gc { get; init; }

    public required Func<ICniCommand> Status { get; init; }

    public ICniCommand Command(CniVerb verb) => verb switch
    {
        CniVerb.Add => Add(),
        CniVerb.Check => Check(),
        CniVerb.Del => Del(),
        CniVerb.Gc => Gc(),
        CniVerb.Status => Status(),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "VERSION needs no configuration"),
    };
}
