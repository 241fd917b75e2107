using Spiderpool.Api;
using Spiderpool.Api.Tests.Reference;
using Spiderpool.Controller.Networks;

namespace Spiderpool.Controller.Tests.Networks;

public class NetworkStatusTests
{
    [Fact]
    public void Same_outcome_leaves_the_status_as_it_is_and_another_moves_the_transition()
    {
        var config = NetworkConfigs.Read("{}");
        var message = NetworkStatus.KindMissing(config);
        var missing = NetworkStatus.Of(config, Reason.NetworkKindMissing, message, DateTimeOffset.UnixEpoch);
        config = config with { Status = missing };
        var ready = NetworkStatus.Of(config, Reason.AsExpected, "fine", DateTimeOffset.UnixEpoch.AddHours(1));

        Assert.Same(missing, NetworkStatus.Of(config, Reason.NetworkKindMissing, message, DateTimeOffset.UnixEpoch.AddHours(1)));
        Assert.Equal(("False", 1L), (missing.Conditions!.Single().Status, missing.Conditions!.Single().ObservedGeneration));
        Assert.Equal(("True", DateTimeOffset.UnixEpoch.AddHours(1)),
            (ready.Conditions!.Single().Status, ready.Conditions!.Single().LastTransitionTime));
        ReasonsPage.AssertExample(Reason.NetworkKindMissing.Name, $"{Reason.NetworkKindMissing}: {message}");
    }
}
