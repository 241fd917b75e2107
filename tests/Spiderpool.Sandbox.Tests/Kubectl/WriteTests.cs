using System.Text.Json.Nodes;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.Kubectl;

public sealed class WriteTests(ApiServerFixture server, KubectlHome home) : KubectlTests(server, home)
{
    private string Pods => $"/api/v1/namespaces/{Scope.Namespace}/pods";

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Create_token_gives_the_token_of_a_service_account(string version)
    {
        var kubectl = Kubectl(version);
        (await kubectl.RunAsync("create", "serviceaccount", "robot")).Succeeded();
        var help = await kubectl.RunAsync("create", "--help");
        Assert.SkipUnless(help.Succeeded().Contains("  token ", StringComparison.Ordinal),
            "this kubectl is older than create token (1.24)");

        var token = (await kubectl.RunAsync("create", "token", "robot")).Succeeded().Trim();

        var review = await Api.PostAsync("/apis/authentication.k8s.io/v1/tokenreviews", new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenReview",
            ["spec"] = new JsonObject { ["token"] = token },
        }, Cancellation);
        Assert.Equal($"system:serviceaccount:{Scope.Namespace}:robot", (string?)review.Expect(201).Body["status"]!["user"]!["username"]);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Create_makes_objects_from_flags_as_well_as_from_manifests(string version)
    {
        var kubectl = Kubectl(version);

        // New versions send these as protobuf, except for the last.
        await kubectl.OutputOfAsync("create", "configmap", "map", "--from-literal=key=value");
        await kubectl.OutputOfAsync("create", "secret", "generic", "secret", "--from-literal=key=value");
        await kubectl.OutputOfAsync("create", "deployment", "web", "--image=localhost/none:1");
        await kubectl.OutputOfAsync("run", "pod", "--image=localhost/none:1", "--labels=app=pod", "--env=A=a", "--port=80");
        await kubectl.OutputOfAsync("expose", "pod", "pod", "--port=80", "--target-port=http", "--name=service");
        await kubectl.OutputOfAsync("create", "namespace", Scope.Name("made"));
        var again = await kubectl.RunWithInputAsync(Pod("pod"), "create", "-f", "-");

        Assert.Equal("value", await kubectl.OutputOfAsync("get", "cm", "map", "-o", "jsonpath={.data.key}"));
        Assert.Equal("dmFsdWU= Opaque", await kubectl.OutputOfAsync("get", "secret", "secret", "-o", "jsonpath={.data.key} {.type}"));
        Assert.Equal("1 web localhost/none:1", await kubectl.OutputOfAsync("get", "deployment", "web",
            "-o", "jsonpath={.spec.replicas} {.spec.selector.matchLabels.app} {.spec.template.spec.containers[0].image}"));
        Assert.Equal("pod A a 80 Always", await kubectl.OutputOfAsync("get", "pod", "pod", "-o",
            "jsonpath={.metadata.labels.app} {.spec.containers[0].env[0].name} {.spec.containers[0].env[0].value} "
            + "{.spec.containers[0].ports[0].containerPort} {.spec.restartPolicy}"));
        Assert.Equal("80 http", await kubectl.OutputOfAsync("get", "svc", "service", "-o",
            "jsonpath={.spec.ports[0].port} {.spec.ports[0].targetPort}"));
        Assert.Contains("(AlreadyExists)", again.Failed());
        Assert.Contains("pods \"pod\" already exists", again.Failed());
        await kubectl.OutputOfAsync("delete", "namespace", Scope.Name("made"), "--wait=false");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Strategic_patches_and_apply_merge_lists_by_their_keys(string version)
    {
        var kubectl = Kubectl(version);
        (await kubectl.RunWithInputAsync(Pod("pod"), "apply", "-f", "-")).Succeeded();

        await kubectl.OutputOfAsync(
            "patch", "pod", "pod", "-p", """{"spec":{"containers":[{"name":"second","image":"localhost/none:3"}]}}""");
        await kubectl.OutputOfAsync("set", "image", "pod/pod", "first=localhost/none:4");
        var removed = Pod("pod").Replace("none:2", "none:3", StringComparison.Ordinal).Replace("none:1", "none:4", StringComparison.Ordinal)
            .Replace("metadata: {name: pod}", "metadata: {name: pod, labels: {applied: again}}", StringComparison.Ordinal);
        (await kubectl.RunWithInputAsync(removed, "apply", "-f", "-")).Succeeded();

        var pod = (await Api.GetAsync($"{Pods}/pod", Cancellation)).Expect(200).Body;
        var containers = pod["spec"]!["containers"]!.AsArray();
        Assert.Equal(["localhost/none:4", "localhost/none:3"], containers.Select(container => container!["image"]!.GetValue<string>()));
        Assert.Equal(["A", "B"], containers[0]!["env"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        Assert.Equal("again", pod["metadata"]!["labels"]!["applied"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Apply_takes_out_of_lists_what_the_manifest_has_no_more(string version)
    {
        var kubectl = Kubectl(version);
        const string Deployment = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 0
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: first, image: "localhost/none:1", env: [{name: A, value: a}, {name: B, value: b}]}
                  - {name: second, image: "localhost/none:2"}
            """;
        (await kubectl.RunWithInputAsync(Deployment, "apply", "-f", "-")).Succeeded();
        var shorter = Deployment.Replace("{name: A, value: a}, ", "", StringComparison.Ordinal);
        shorter = shorter[..shorter.IndexOf("- {name: second", StringComparison.Ordinal)];

        Assert.Equal("deployment.apps/web configured\n", (await kubectl.RunWithInputAsync(shorter, "apply", "-f", "-")).Succeeded());

        Assert.Equal("first B", await kubectl.OutputOfAsync("get", "deployment", "web", "-o",
            "jsonpath={.spec.template.spec.containers[*].name} {.spec.template.spec.containers[*].env[*].name}"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Edit_replaces_what_the_editor_saves(string version)
    {
        await CreatePoolAsync("pool");
        var kubectl = Kubectl(version) with { Editor = "sed -i s/10.20.0.19/10.20.0.99/" };

        var edited = await kubectl.OutputOfAsync("edit", "sp", Scope.Name("pool"));
        var unchanged = await (kubectl with { Editor = "true" }).RunAsync("edit", "sp", Scope.Name("pool"));

        Assert.Equal($"spiderippool.spiderpool.spidernet.io/{Scope.Name("pool")} edited\n", edited);
        Assert.Equal("10.20.0.10-10.20.0.99", (await ReadPoolAsync("pool"))["spec"]!["ips"]![0]!.GetValue<string>());
        Assert.Contains("Edit cancelled, no changes made", unchanged.Output + unchanged.Error);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Replace_refuses_an_old_resource_version(string version)
    {
        var pool = await CreatePoolAsync("pool");
        var kubectl = Kubectl(version);
        pool["spec"]!["gateway"] = "10.20.0.1";

        var first = await kubectl.RunWithInputAsync(pool.ToJsonString(), "replace", "-f", "-");
        pool["spec"]!["gateway"] = "10.20.0.2";
        var stale = await kubectl.RunWithInputAsync(pool.ToJsonString(), "replace", "-f", "-");
        var forced = await kubectl.RunWithInputAsync(Pool("pool"), "replace", "--force", "-f", "-");

        Assert.Equal($"spiderippool.spiderpool.spidernet.io/{Scope.Name("pool")} replaced\n", first.Succeeded());
        Assert.Contains("(Conflict)", stale.Failed());
        Assert.Contains("the object has been modified; please apply your changes to the latest version and try again", stale.Failed());
        forced.Succeeded();
        Assert.NotEqual(pool["metadata"]!["uid"]!.GetValue<string>(),
            (await ReadPoolAsync("pool"))["metadata"]!["uid"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Label_annotate_and_scale_change_an_object(string version)
    {
        var kubectl = Kubectl(version);
        await kubectl.OutputOfAsync("create", "deployment", "web", "--image=localhost/none:1");

        await kubectl.OutputOfAsync("label", "deployment", "web", "tier=front");
        var taken = await kubectl.RunAsync("label", "deployment", "web", "tier=back");
        await kubectl.OutputOfAsync("annotate", "deployment", "web", "note=hello");
        await kubectl.OutputOfAsync("label", "deployment", "web", "app-");
        await kubectl.OutputOfAsync("scale", "deployment", "web", "--replicas=0");
        var wrong = await kubectl.RunAsync("scale", "deployment", "web", "--current-replicas=5", "--replicas=2");

        Assert.Contains("already has a value (front)", taken.Failed());
        Assert.Contains("Expected replicas to be 5, was 0", wrong.Failed());
        var deployment = (await Api.GetAsync($"/apis/apps/v1/namespaces/{Scope.Namespace}/deployments/web", Cancellation)).Expect(200).Body;
        Assert.Equal("""{"tier":"front"}""", deployment["metadata"]!["labels"]!.ToJsonString());
        Assert.Equal("hello", deployment["metadata"]!["annotations"]!["note"]!.GetValue<string>());
        Assert.Equal(0, deployment["spec"]!["replicas"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Rollout_status_is_read_from_the_status(string version)
    {
        var kubectl = Kubectl(version);
        await kubectl.OutputOfAsync("create", "deployment", "web", "--image=localhost/none:1");
        await kubectl.OutputOfAsync("scale", "deployment", "web", "--replicas=0");
        var path = $"/apis/apps/v1/namespaces/{Scope.Namespace}/deployments/web";
        var generation = (await Api.GetAsync(path, Cancellation)).Expect(200).Metadata("generation")!.GetValue<int>();
        // What the controller would write, or has written.
        (await Api.MergeAsync($"{path}/status", new JsonObject
        { ["status"] = new JsonObject { ["observedGeneration"] = generation } }, Cancellation)).Expect(200);

        Assert.EndsWith("deployment \"web\" successfully rolled out\n",
            await kubectl.OutputOfAsync("rollout", "status", "deployment", "web"));
    }
}
