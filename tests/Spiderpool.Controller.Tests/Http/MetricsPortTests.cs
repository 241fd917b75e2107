using System.Net;
using System.Net.Sockets;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Http;

[Trait("Category", "ApiServer")]
public class MetricsPortTests(ApiServerFixture server)
{
    [Fact]
    public async Task K00001_Metrics_are_told_on_their_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var controller = await HostedController.StartAsync(server, options => options with
        {
            EnableMetrics = true,
            MetricsPort = port,
            Reclaim = options.Reclaim with { Enabled = false },
        });
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/metrics"), HostedController.Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("spiderpool_", await answer.Content.ReadAsStringAsync(HostedController.Cancellation), StringComparison.Ordinal);
    }
}
