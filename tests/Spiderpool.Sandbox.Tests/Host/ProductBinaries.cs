namespace Spiderpool.Sandbox.Tests.Host;

/// <summary>The binaries of this tree, for tests that need the real ones.</summary>
internal static class ProductBinaries
{
    /// <summary>Folder <c>artifacts</c>.</summary>
    private static readonly string Artifacts = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));

    /// <summary>Folder with the AOT binaries.</summary>
    public static string Folder { get; } = Path.Combine(Artifacts, "bin-aot");

    /// <summary>The <c>spiderpool-sandbox</c> program.</summary>
    public static string Sandbox { get; } =
        Path.Combine(Artifacts, "bin", "Spiderpool.Sandbox.App", "release", "spiderpool-sandbox");

    /// <summary>Why a node cannot be played here; null when it can.</summary>
    public static string? Missing { get; } =
        !Environment.IsPrivilegedProcess ? "making network namespaces needs root"
        : !File.Exists(Path.Combine(Folder, "spiderpool-controller")) ? $"{Folder} has no binaries: make publish"
        : !File.Exists("/usr/lib/cni/macvlan") ? "there is no macvlan plugin: apt-get install containernetworking-plugins"
        : null;

    /// <summary>Skips the test where a node cannot be played.</summary>
    public static void Require() => Assert.SkipWhen(Missing is not null, Missing ?? "");
}
