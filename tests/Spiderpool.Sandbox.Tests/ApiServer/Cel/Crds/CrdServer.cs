namespace Spiderpool.Sandbox.Tests.ApiServer.Cel.Crds;

/// <summary>One server with the chart's definitions for all tests of a class.</summary>
public sealed class CrdServer : IAsyncLifetime
{
    internal LocalServer Local { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Local = await LocalServer.StartWithCrdsAsync();

    public ValueTask DisposeAsync() => Local.DisposeAsync();
}
