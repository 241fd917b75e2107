using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Spiderpool.Api;
using Spiderpool.Controller.Admission.Rules;
using Spiderpool.Controller.Cluster;
using Spiderpool.Controller.Networks;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Tests.Networks;

/// <summary>docs/reference/multus-configs.md says what the code does.</summary>
public partial class MultusConfigsPageTests
{
    private const string Page = "docs/reference/multus-configs.md";

    [Fact]
    public void The_table_has_each_annotation_and_no_other()
    {
        var keys = typeof(NetworkAnnotations).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(keys.Order(), Row().Matches(SourceTree.Read(Page)).Select(match => match.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void The_example_is_what_the_webhook_and_the_controller_make_of_it()
    {
        var page = SourceTree.Read(Page);
        var example = Example().Match(page);
        using var client = new KubernetesClient(new KubernetesClientOptions { Server = new Uri("http://127.0.0.1:9") });
        var rules = new MultusConfigRules(new ClusterInformers(client, NullLoggerFactory.Instance, TimeProvider.System));
        var text = NetworkConfiguration.Of(rules.Mutate(NetworkConfigs.Read(example.Groups[1].Value)));
        var place = example.Groups[2];
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Path.Combine(SourceTree.Root, Page), page[..place.Index] + text + page[(place.Index + place.Length)..]);

        Assert.Equal(text, place.Value);
    }

    [GeneratedRegex("<!-- example -->\n\n```json\n(.*?)\n```\n\ngives\n\n```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| `([a-z0-9.-]+/[a-zA-Z0-9-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
