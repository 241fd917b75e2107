using Microsoft.Extensions.Logging;
using Spiderpool.Configuration.Reload;
using Spiderpool.Controller.Configuration;

namespace Spiderpool.Controller.Tests.Configuration;

public sealed class ControllerReloadTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Page_says_of_each_key_when_it_takes_effect() => Assert.Equal(
        ConfigurationPage.Of(column: 2).Order(),
        ControllerReload.Fields.Select(field => $"{field.Key} {(field.Apply is null ? "restart" : "now")}").Order());

    /// <summary>A setting of the file that the table lacks would change nothing and say nothing.</summary>
    [Theory]
    [InlineData("enableIPv4: false", "enableIPv4")]
    [InlineData("enableIPv6: false", "enableIPv6")]
    [InlineData("enableStatefulSet: false", "enableStatefulSet")]
    [InlineData("enableKubevirtStaticIP: false", "enableKubevirtStaticIP")]
    [InlineData("enableSpiderSubnet: false", "enableSpiderSubnet")]
    [InlineData("enableAutoPoolForApplication: false", "enableAutoPoolForApplication")]
    [InlineData("enableValidatingResourcesDeletedWebhook: true", "enableValidatingResourcesDeletedWebhook")]
    [InlineData("clusterSubnetDefaultFlexibleIPNumber: 3", "clusterSubnetDefaultFlexibleIPNumber")]
    [InlineData("podResourceInject: {enabled: true}", "podResourceInject")]
    [InlineData("podResourceInject: {namespacesExclude: [a, b]}", "podResourceInject")]
    [InlineData("podResourceInject: {namespacesInclude: [a]}", "podResourceInject")]
    [InlineData("logLevel: debug", "logLevel")]
    [InlineData("gc: {gcAll: {intervalInSecond: 30}}", "gc.gcAll.intervalInSecond")]
    [InlineData("gc: {gcDeletingTimeOutPodDelay: 7}", "gc.gcDeletingTimeOutPodDelay")]
    [InlineData("gc: {statelessPod: {zombieOnReadyNode: false}}", "gc.statelessPod.zombieOnReadyNode")]
    [InlineData("gc: {statelessPod: {zombieOnNotReadyNode: false}}", "gc.statelessPod.zombieOnNotReadyNode")]
    public void Key_of_the_file_takes_effect_or_asks_for_a_restart(string text, string key)
    {
        var (running, file) = (Load(""), Load(text));

        var plan = ReloadPlanning.Of(running, file, ControllerReload.Fields);

        Assert.Equal([key], plan.Applied.Concat(plan.NeedRestart));
        // What is applied is all that the file changes, and what needs a restart changes nothing.
        var again = ReloadPlanning.Of(plan.Next, file, ControllerReload.Fields);
        Assert.Empty(again.Applied);
        Assert.Equal(plan.NeedRestart, again.NeedRestart);
        if (plan.Applied.Count == 0) Assert.Equal(running, plan.Next);
    }

    [Fact]
    public void Same_file_changes_nothing()
    {
        const string Text = "podResourceInject: {enabled: true, namespacesExclude: [a, b]}";

        var plan = ReloadPlanning.Of(Load(Text), Load(Text), ControllerReload.Fields);

        Assert.Empty(plan.Applied.Concat(plan.NeedRestart));
    }

    [Fact]
    public void File_goes_before_the_environment()
    {
        var options = Load("{logLevel: error, gc: {gcAll: {intervalInSecond: 30}}}",
            ("SPIDERPOOL_LOG_LEVEL", "debug"), ("SPIDERPOOL_GC_DEFAULT_INTERVAL_DURATION", "90"),
            ("SPIDERPOOL_GC_ADDITIONAL_GRACE_DELAY", "5"));

        Assert.Equal(LogLevel.Error, options.LogLevel);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Reclaim.ScanInterval);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Reclaim.Rules.AdditionalGrace);
    }

    private ControllerOptions Load(string text, params (string Key, string Value)[] environment)
    {
        File.WriteAllText(_file, text);
        var variables = environment.Append(("SPIDERPOOL_POD_NAMESPACE", "kube-system")).Append(("SPIDERPOOL_POD_NAME", "controller-0"))
            .ToDictionary();
        return ControllerConfiguration.Load(_file, variables.GetValueOrDefault);
    }
}
