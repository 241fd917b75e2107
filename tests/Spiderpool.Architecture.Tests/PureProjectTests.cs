using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Spiderpool.Architecture.Tests;

/// <summary>Decisions are pure functions: the projects that make them know neither sockets, processes, files nor the clock.</summary>
public class PureProjectTests
{
    private static readonly string[] ForbiddenNamespaces =
        ["System.Net.Http", "System.Net.NetworkInformation", "System.IO.Pipes", "System.Timers"];

    // Not the whole namespace: the family of an address is an enum of it.
    private static readonly string[] ForbiddenTypes = ["Socket", "TcpClient", "UdpClient", "NetworkStream", "Process", "Thread"];

    private static readonly string[] ForbiddenMembers =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow",
        "TimeProvider.get_System", "Stopwatch.GetTimestamp", "Stopwatch.StartNew",
        "Environment.get_TickCount", "Environment.get_TickCount64", "Environment.GetEnvironmentVariable",
        "Random.get_Shared", "Guid.NewGuid", "File.Open", "File.ReadAllText", "Process.Start",
    ];

    [Theory]
    [InlineData("Spiderpool.Addressing")]
    [InlineData("Spiderpool.Api")]
    [InlineData("Spiderpool.Ipam")]
    public void A_pure_assembly_reaches_for_nothing_outside(string assembly)
    {
        using PEReader file = new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        MetadataReader metadata = file.GetMetadataReader();

        Assert.Empty(metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => metadata.GetString(type.Namespace))
            .Intersect(ForbiddenNamespaces));
        Assert.Empty(metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => metadata.GetString(type.Name))
            .Intersect(ForbiddenTypes));
        Assert.Empty(MemberNames(metadata).Intersect(ForbiddenMembers));
    }

    [Fact]
    public void Only_the_Linux_project_makes_system_calls()
    {
        IEnumerable<string> imports = SourceTree.Files("src", "*.cs")
            .Where(path => !path.StartsWith("src/Spiderpool.Linux/", StringComparison.Ordinal))
            .Where(path => SourceTree.Read(path) is string text && (text.Contains("[LibraryImport(") || text.Contains("[DllImport(")));

        Assert.Empty(imports);
    }

    /// <summary>Records of the kernel's objects are values; what reads and changes them is not.</summary>
    [Fact]
    public void A_plan_knows_values_of_the_Linux_project_and_nothing_that_acts()
    {
        string[] acting = ["Netlink;", "Namespaces;", "Probes;", "Processes;", "Files;", "RouteNetlink", "NftNetlink", "SysctlTree"];

        IEnumerable<string> impure = SourceTree.Files("src", "*.cs")
            .Where(path => path.Contains("/Plan/"))
            .Where(path => SourceTree.Read(path) is string text && acting.Any(word => text.Contains(word)));

        Assert.Empty(impure);
    }

    private static IEnumerable<string> MemberNames(MetadataReader metadata) =>
        metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
            {
                TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                return $"{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
            });
}
