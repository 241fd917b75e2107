namespace Spiderpool.Architecture.Tests;

/// <summary>Dependencies point one way: what a project may know is written here and nowhere else.</summary>
public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Spiderpool.Addressing"] = [],
        ["Spiderpool.Api"] = ["Spiderpool.Addressing"],
        ["Spiderpool.Ipam"] = ["Spiderpool.Addressing", "Spiderpool.Api"],
        ["Spiderpool.Linux"] = ["Spiderpool.Addressing"],
        ["Spiderpool.Coordination"] = ["Spiderpool.Addressing", "Spiderpool.Api", "Spiderpool.Linux"],
        // The CNI binary has no Kubernetes client in it.
        ["Spiderpool.Cni"] = ["Spiderpool.Addressing", "Spiderpool.Api", "Spiderpool.Coordination", "Spiderpool.Linux"],
        ["Spiderpool.Kubernetes"] = ["Spiderpool.Addressing", "Spiderpool.Api"],
        ["Spiderpool.Configuration"] = ["Spiderpool.Addressing", "Spiderpool.Api"],
        // Writes automatic pools, for the controller and for the agents of third-party applications.
        ["Spiderpool.Subnets"] = ["Spiderpool.Addressing", "Spiderpool.Api", "Spiderpool.Ipam", "Spiderpool.Kubernetes"],
        ["Spiderpool.Agent"] =
            ["Spiderpool.Addressing", "Spiderpool.Api", "Spiderpool.Configuration", "Spiderpool.Ipam", "Spiderpool.Kubernetes",
             "Spiderpool.Linux", "Spiderpool.Subnets"],
        ["Spiderpool.Controller"] =
            ["Spiderpool.Addressing", "Spiderpool.Api", "Spiderpool.Configuration", "Spiderpool.Ipam", "Spiderpool.Kubernetes",
             "Spiderpool.Subnets"],
        // The sandbox runs agents and plugins as processes, as a node does.
        ["Spiderpool.Sandbox"] =
            ["Spiderpool.Addressing", "Spiderpool.Api", "Spiderpool.Cni", "Spiderpool.Coordination", "Spiderpool.Kubernetes",
             "Spiderpool.Linux"],
    };

    public static TheoryData<string> SourceProjects() => [.. SourceTree.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void A_source_project_refers_only_to_what_it_may_know(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);

        Assert.True(Allowed.ContainsKey(name), $"{name} is new: say in {nameof(Allowed)} what it may know.");
        Assert.Empty(SourceTree.ProjectReferences(path).Except(Allowed[name]));
    }

    [Fact]
    public void The_allowed_references_have_no_cycle_and_no_hidden_way()
    {
        foreach ((string name, string[] references) in Allowed)
        {
            // Closed under transitivity: a project cannot reach through another what it may not know itself.
            string[] reached = [.. references.SelectMany(reference => Allowed[reference]).Distinct()];
            Assert.DoesNotContain(name, reached);
            Assert.Empty(reached.Except(references));
        }
    }

    [Fact]
    public void The_official_Kubernetes_client_is_a_witness_in_tests_only()
    {
        IEnumerable<string> users = SourceTree.Files("src", "*.csproj").Concat(SourceTree.Files("apps", "*.csproj"))
            .Where(path => SourceTree.PackageReferences(path).Contains("KubernetesClient"));

        Assert.Empty(users);
    }

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        string solution = SourceTree.Read("Spiderpool.slnx");

        string[] outside = [.. SourceTree.Files(".", "*.csproj").Where(path => !solution.Contains($"\"{path}\""))];

        Assert.Empty(outside);
    }
}
