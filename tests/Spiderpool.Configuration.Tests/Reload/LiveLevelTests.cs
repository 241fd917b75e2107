using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spiderpool.Configuration.Reload;

namespace Spiderpool.Configuration.Tests.Reload;

public class LiveLevelTests
{
    [Fact]
    public void Level_changes_for_loggers_that_exist_and_the_web_server_stays_quiet()
    {
        var level = LogLevel.Information;
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddLiveLevel(() => level).AddProvider(new JournalProvider())).BuildServiceProvider();
        var factory = services.GetRequiredService<ILoggerFactory>();
        var (ours, theirs) = (factory.CreateLogger("Spiderpool.Any"), factory.CreateLogger("Microsoft.AspNetCore"));

        Assert.Equal((LogLevel.Information, LogLevel.Warning), (LowestOf(ours), LowestOf(theirs)));
        level = LogLevel.Debug;
        Assert.Equal((LogLevel.Debug, LogLevel.Warning), (LowestOf(ours), LowestOf(theirs)));
        level = LogLevel.Error;
        Assert.Equal((LogLevel.Error, LogLevel.Warning), (LowestOf(ours), LowestOf(theirs)));
    }

    private static LogLevel LowestOf(ILogger logger) => Enum.GetValues<LogLevel>().First(logger.IsEnabled);

    private sealed class JournalProvider : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Journal<LiveLevelTests>();

        public void Dispose()
        {
        }
    }
}
