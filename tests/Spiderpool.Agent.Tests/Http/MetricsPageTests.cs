using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Spiderpool.Agent.Metrics;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Tests.Metrics;

namespace Spiderpool.Agent.Tests.Http;

public class MetricsPageTests
{
    [Fact]
    public void Page_lists_each_metric_of_the_agent_and_no_other()
    {
        using var published = new PublishedMetrics();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();

        using var metrics = new AgentMetrics(factory);
        using var reload = new ReloadMetrics(factory, AgentMetrics.MeterName);

        Assert.Equal(MetricsPage.Below("The agent").Order(), published.Of(factory).Order());
    }
}
