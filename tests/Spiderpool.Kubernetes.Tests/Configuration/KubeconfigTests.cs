using System.Text;
using CsCheck;
using Spiderpool.Kubernetes.Tests.Fixtures;

namespace Spiderpool.Kubernetes.Tests.Configuration;

public sealed class KubeconfigTests
{
    private const string Two = """
        apiVersion: v1
        kind: Config
        current-context: one
        clusters:
        - name: one
          cluster: {server: "https://one:6443", certificate-authority-data: Q0E=, tls-server-name: kubernetes}
        - name: two
          cluster: {server: two:8080/k8s, insecure-skip-tls-verify: true, proxy-url: "http://proxy:3128"}
        contexts:
        - name: one
          context: {cluster: one, user: admin, namespace: team}
        - name: two
          context: {cluster: two, user: cert}
        - name: anonymous
          context: {cluster: two}
        users:
        - name: admin
          user: {token: secret}
        - name: cert
          user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}
        """;

    [Fact]
    public void Current_context_gives_server_authority_and_token()
    {
        var options = Read(Two);

        Assert.Equal((new Uri("https://one:6443"), "secret", "kubernetes", false),
            (options.Server, options.Token, options.TlsServerName, options.InsecureSkipTlsVerify));
        Assert.Equal("CA", Text(options.CertificateAuthority));
        Assert.Null(options.ClientCertificate);
    }

    [Fact]
    public void Named_context_gives_its_own()
    {
        var options = Read(Two, "two");

        Assert.Equal((new Uri("https://two:8080/k8s"), null, true, new Uri("http://proxy:3128")),
            (options.Server, options.Token, options.InsecureSkipTlsVerify, options.Proxy));
        Assert.Equal(("CERT", "KEY"), (Text(options.ClientCertificate), Text(options.ClientKey)));
        Assert.Null(Read(Two, "anonymous").ClientCertificate);
    }

    [Fact]
    public void Json_is_read_as_well() => Assert.Equal(new Uri("http://a"), Read("""
        {"current-context":"x","clusters":[{"name":"c","cluster":{"server":"http://a"}}],
         "contexts":[{"name":"x","context":{"cluster":"c"}}]}
        """).Server);

    [Fact]
    public void Files_are_found_from_the_folder_of_the_kubeconfig()
    {
        using var file = new TempFile("""
            current-context: x
            clusters: [{name: c, cluster: {server: "https://a", certificate-authority: pki/ca.pem}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            users: [{name: u, user: {tokenFile: token, client-certificate: pki/cert.pem, client-key: pki/key.pem}}]
            """);
        Directory.CreateDirectory(Path.Combine(file.Folder, "pki"));
        foreach (var name in (string[])["ca", "cert", "key"])
            File.WriteAllText(Path.Combine(file.Folder, "pki", name + ".pem"), name);

        var options = KubernetesConfiguration.FromKubeconfig(file.Path);

        Assert.Equal(("ca", "cert", "key"),
            (Text(options.CertificateAuthority), Text(options.ClientCertificate), Text(options.ClientKey)));
        Assert.Equal(Path.Combine(file.Folder, "token"), options.TokenFile);
    }

    [Theory]
    [InlineData("current-context: one", "current-context: three", "no context \"three\"; there is one, two, anonymous")]
    [InlineData("current-context: one", "", "current-context is not set; set it or name a context")]
    [InlineData("current-context: one", "current-context: ~", "current-context is not set; set it or name a context")]
    [InlineData("{cluster: one, user: admin", "{cluster: three, user: admin", "no cluster \"three\"; there is one, two")]
    [InlineData("{cluster: one, user: admin", "{cluster: one, user: nobody", "no user \"nobody\"; there is admin, cert")]
    [InlineData("{cluster: one, user: admin", "{user: admin",
        "contexts[0].context.cluster: is missing; name one of the clusters")]
    [InlineData("server: \"https://one:6443\", ", "", "clusters[0].cluster.server: is missing; set the URL of the API server")]
    [InlineData("https://one:6443", "ftp://one", "clusters[0].cluster.server: \"ftp://one\" is no http or https URL")]
    [InlineData("Q0E=", "???", "clusters[0].cluster.certificate-authority-data: is no base64 text")]
    [InlineData("tls-server-name: kubernetes", "insecure-skip-tls-verify: maybe",
        "clusters[0].cluster.insecure-skip-tls-verify: must be true or false, not \"maybe\"")]
    [InlineData("token: secret", "token: [a]", "users[0].user.token: must be a text")]
    [InlineData("token: secret", "exec: {command: aws}",
        "users[0].user.exec: exec plugins are not supported; put a token, a tokenFile or a client certificate there")]
    [InlineData("token: secret", "username: x", "users[0].user.username: the API server has no basic authentication any more")]
    [InlineData("token: secret", "as: root", "users[0].user.as: impersonation is not supported")]
    [InlineData("token: secret", "client-certificate-data: QQ==", "context \"one\": client-certificate without client-key")]
    [InlineData("token: secret", "client-certificate: none.pem", "users[0].user.client-certificate: ")]
    [InlineData("user: {token: secret}", "user: secret", "users[0].user: must be a mapping")]
    [InlineData("- name: admin", "- admin\n- name: admin", "users[0]: must be a mapping")]
    [InlineData("kind: Config", "kind: [", " is no YAML: look for a bracket or quote without its other one")]
    [InlineData("kind: Config", "kind: a: b", " line 2: ")]
    public void Mistake_is_told_with_its_place(string right, string wrong, string expected)
    {
        Assert.Contains(right, Two, StringComparison.Ordinal);

        var error = Assert.Throws<KubernetesConfigurationException>(() =>
            Read(Two.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("[]")]
    public void File_that_is_no_kubeconfig_is_refused(string text) =>
        Assert.Contains("is no kubeconfig", Assert.Throws<KubernetesConfigurationException>(() => Read(text)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Damaged_file_is_read_or_refused() =>
        Gen.Select(Gen.Int[0, Two.Length - 1],
            Gen.OneOfConst("", "[", "]", "{", "}", "\"", "'", ":", "- ", "\n", "\t", "&a ", "*a", "!!x ", "%", "\0"))
            .Array[1, 4].Sample(changes =>
            {
                var text = Two;
                foreach (var (at, instead) in changes) text = text.Insert(at, instead);
                try
                {
                    Assert.NotNull(Read(text).Server);
                }
                catch (KubernetesConfigurationException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                }
            }, iter: 2000);

    [Fact]
    public void Missing_file_and_huge_file_are_refused()
    {
        using var file = new TempFile(new string('#', 5 * 1024 * 1024));

        Assert.Contains("larger than 4 MiB", Assert.Throws<KubernetesConfigurationException>(() =>
            KubernetesConfiguration.FromKubeconfig(file.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<KubernetesConfigurationException>(() =>
            KubernetesConfiguration.FromKubeconfig(file.Path + "nowhere")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_files_the_first_to_define_a_name_wins()
    {
        using var first = new TempFile("""
            users: [{name: admin, user: {token: first}}]
            """);
        using var second = new TempFile(Two);

        var options = Kubeconfig.Read([first.Path, second.Path]).ToOptions(null);

        Assert.Equal(("first", new Uri("https://one:6443")), (options.Token, options.Server));
        Assert.Contains($"{first.Path}, {second.Path}: no context \"x\"",
            Assert.Throws<KubernetesConfigurationException>(() => Kubeconfig.Read([first.Path, second.Path])
                .ToOptions("x")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Process_outside_of_a_pod_says_so()
    {
        Assert.SkipWhen(KubernetesConfiguration.IsInCluster, "this is a pod");

        Assert.Contains("this is no pod",
            Assert.Throws<KubernetesConfigurationException>(KubernetesConfiguration.InCluster).Message, StringComparison.Ordinal);
    }

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? Encoding.UTF8.GetString(some.Span) : null;

    private static KubernetesClientOptions Read(string text, string? context = null)
    {
        using var file = new TempFile(text);
        return KubernetesConfiguration.FromKubeconfig(file.Path, context);
    }
}
