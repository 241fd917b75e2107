using System.Net;
using k8s;
using k8s.Autorest;
using Spiderpool.TestCluster;

namespace Spiderpool.Sandbox.Tests.OfficialClient;

public sealed class ListTests(ApiServerFixture server) : OfficialClientTests(server)
{
    [Fact]
    public async Task Pages_are_of_one_state_and_together_complete()
    {
        for (var i = 0; i < 5; i++)
            await CreateMapAsync($"map-{i}");
        // Besides these, a real cluster puts a map of its own into each namespace.
        var all = await Client.CoreV1.ListNamespacedConfigMapAsync(Scope.Namespace, cancellationToken: Cancellation);

        var first = await Client.CoreV1.ListNamespacedConfigMapAsync(Scope.Namespace, limit: 2, cancellationToken: Cancellation);
        await CreateMapAsync("a-late-one");
        var names = first.Items.Select(item => item.Metadata.Name).ToList();
        for (var page = first; page.Metadata.ContinueProperty is { Length: > 0 } token;)
        {
            page = await Client.CoreV1.ListNamespacedConfigMapAsync(
                Scope.Namespace, limit: 2, continueParameter: token, cancellationToken: Cancellation);
            Assert.Equal(first.Metadata.ResourceVersion, page.Metadata.ResourceVersion);
            names.AddRange(page.Items.Select(item => item.Metadata.Name));
        }

        Assert.Equal(2, first.Items.Count);
        Assert.Equal(all.Items.Count - 2, first.Metadata.RemainingItemCount);
        Assert.Equal(all.Items.Select(item => item.Metadata.Name), names);
    }

    [Fact]
    public async Task Selectors_select()
    {
        await CreateMapAsync("first", label: "a");
        await CreateMapAsync("second", label: "b");
        await CreateMapAsync("third");

        async Task<IEnumerable<string>> ListAsync(string? labels = null, string? fields = null) =>
            (await Client.CoreV1.ListNamespacedConfigMapAsync(Scope.Namespace, labelSelector: labels, fieldSelector: fields,
                cancellationToken: Cancellation)).Items.Select(item => item.Metadata.Name);

        Assert.Equal(["first"], await ListAsync("label=a"));
        Assert.Equal(["first", "second"], await ListAsync("label in (a,b)"));
        Assert.Equal(["second"], await ListAsync("label,label!=a"));
        Assert.Equal(["third"], (await ListAsync("!label")).Where(name => name != "kube-root-ca.crt"));
        Assert.Equal(["second"], await ListAsync(fields: "metadata.name=second"));
        Assert.Equal(["first"], await ListAsync("label", "metadata.name!=second"));
    }

    [Fact]
    public async Task A_token_of_a_forgotten_state_gets_410()
    {
        Assert.SkipUnless(Server.InProcess is not null, "a real server forgets only after minutes");
        await CreateMapAsync("first");
        await CreateMapAsync("second");
        var page = await Client.CoreV1.ListNamespacedConfigMapAsync(Scope.Namespace, limit: 1, cancellationToken: Cancellation);

        Server.InProcess.Compact();

        var error = await Assert.ThrowsAsync<HttpOperationException>(() => Client.CoreV1.ListNamespacedConfigMapAsync(
            Scope.Namespace, limit: 1, continueParameter: page.Metadata.ContinueProperty, cancellationToken: Cancellation));
        Assert.Equal(HttpStatusCode.Gone, error.Response.StatusCode);
        Assert.Contains("\"reason\":\"Expired\"", error.Response.Content);
    }
}
