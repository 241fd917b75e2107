namespace Spiderpool.Kubernetes.Tests.Configuration;

public class KubeconfigCredentialTests
{
    [Fact]
    public async Task A_user_with_a_token_alone_has_no_certificate()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, """
                apiVersion: v1
                kind: Config
                current-context: one
                clusters: [{name: one, cluster: {server: "https://127.0.0.1:6443"}}]
                contexts: [{name: one, context: {cluster: one, user: one}}]
                users: [{name: one, user: {token: secret}}]
                """, TestContext.Current.CancellationToken);

            var options = KubernetesConfiguration.FromKubeconfig(path);

            Assert.Equal("secret", options.Token);
            Assert.Null(options.CertificateAuthority);
            Assert.Null(options.ClientCertificate);
            Assert.Null(options.ClientKey);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
