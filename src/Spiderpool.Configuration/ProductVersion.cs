using System.Reflection;

namespace Spiderpool.Configuration;

/// <summary>Version of this build, as metrics, user agents and <c>version</c> commands show it.</summary>
public static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
