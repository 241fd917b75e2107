using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer;

public sealed partial class ApiServer
{
    private static readonly string[] FirstNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    private Task _background = Task.CompletedTask;
    private bool _isLoaded;

    private async Task LoadAsync(CancellationToken cancellation)
    {
        if (_options.SnapshotPath is { } path && File.Exists(path))
            await StoreFile.LoadAsync(path, _store, _registry, cancellation);
        _isLoaded = true;
        _collector.Scan();
        foreach (var name in FirstNamespaces)
        {
            if (_store.Of(BuiltinResources.Namespaces).Get(name) is null)
                await Objects.CreateAsync(new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Namespace",
                    ["metadata"] = new JsonObject { ["name"] = name },
                }, cancellation);
        }
    }

    private void StartBackground()
    {
        _background = Task.WhenAll(SaveRegularlyAsync(_stopping.Token), _collector.RunAsync(_stopping.Token));
    }

    private async Task StopBackgroundAsync()
    {
        await _background;
        // A start that failed must not put its empty store in the place of the file that it could not read.
        if (_options.SnapshotPath is { } path && _isLoaded)
            await StoreFile.SaveAsync(path, _store, CancellationToken.None);
    }

    private async Task SaveRegularlyAsync(CancellationToken stopping)
    {
        if (_options.SnapshotPath is not { } path)
            return;
        using var timer = new PeriodicTimer(_options.SnapshotPeriod, _options.TimeProvider);
        var saved = _store.Revisions.Current;
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                if (_store.Revisions.Current == saved)
                    continue;
                var next = _store.Revisions.Current;
                try
                {
                    await StoreFile.SaveAsync(path, _store, stopping);
                    saved = next;
                }
                catch (IOException)
                {
                    // A full disk may have room again at the next tick; what is wrong at the end is thrown there.
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The last state is saved when the server has stopped.
        }
    }
}
