using Spiderpool.Api.Crds;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Admission;
using Spiderpool.Controller.Admission.Rules;
using Spiderpool.Controller.Configuration;
using Spiderpool.TestCluster;

namespace Spiderpool.Controller.Tests.Admission;

/// <summary>A subnet that came past the webhook, with ranges that nobody can read.</summary>
[Trait("Category", "ApiServer")]
public class UnreadableSubnetTests(ApiServerFixture server)
{
    [Fact]
    public async Task Pool_of_a_subnet_that_cannot_be_read_is_refused_with_a_field_error()
    {
        await using var controller = await TestController.StartAsync(server);
        var options = new ControllerOptions { PodNamespace = "n", PodName = "p" };
        controller.Informers.Subnets.Offer(new SpiderSubnet
        {
            Metadata = new() { Name = "dc1", Uid = "u", ResourceVersion = $"{long.MaxValue}" },
            Spec = new() { Subnet = "10.39.0.0/24", Ips = ["10.39.0.0/28"] },
        });
        var rules = new PoolRules(controller.Informers, new NetworkRules(options), new LiveOptions<ControllerOptions>(options));
        var pool = rules.Mutate(new SpiderIPPool
        {
            Metadata = new() { Name = "pool" },
            Spec = new() { Subnet = "10.39.0.0/24", Ips = ["10.39.0.5"] },
        });

        var errors = new FieldErrors();
        rules.Validate(pool, null, errors);

        var cause = Assert.Single(errors.Causes);
        Assert.Equal("spec.subnet", cause.Field);
        Assert.Contains("spec.ips[0] \"10.39.0.0/28\" is not an address or a range", cause.Message, StringComparison.Ordinal);
    }
}
