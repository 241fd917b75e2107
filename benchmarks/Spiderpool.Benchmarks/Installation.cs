namespace Spiderpool.Benchmarks;

/// <summary>Where the build put what a benchmark runs.</summary>
internal static class Installation
{
    /// <summary>
    /// This program is in <c>artifacts/bin/Spiderpool.Benchmarks/release</c>, the Native AOT binaries are in <c>artifacts/bin-aot</c>.
    /// </summary>
    public static string Binary(string name)
    {
        var path = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../bin-aot", name));
        return File.Exists(path) ? path : throw new BenchmarkException($"{path} is missing: run make publish");
    }

    public static IEnumerable<string> CustomResourceDefinitions =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "crds"), "*.yaml").Order();
}
