using Microsoft.Extensions.Time.Testing;
using Spiderpool.Configuration.Reload;

namespace Spiderpool.Configuration.Tests.Reload;

public sealed class FileChangesTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Ways => ["write", "replace", "mount", "delete"];

    /// <summary>The clock stands still, so it is the change that is told.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_way_to_change_a_file_is_told(string way)
    {
        if (way == "mount") _folder.Mount("a: 1");
        else _folder.Write("a: 1");
        using var changes = new FileChanges(_folder.File, _time);
        var told = changes.WaitAsync(Cancellation);
        Assert.False(told.IsCompleted);

        if (way == "write") _folder.Write("a: 2");
        else if (way == "replace") _folder.Replace("a: 2");
        else if (way == "mount") _folder.Mount("a: 2");
        else File.Delete(_folder.File);

        await told;
    }

    [Fact]
    public async Task File_is_looked_at_each_minute_although_nothing_was_told()
    {
        _folder.Write("a: 1");
        using var changes = new FileChanges(_folder.File, _time);

        var told = changes.WaitAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(told.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await told;
    }

    [Fact]
    public async Task Folder_that_is_not_there_leaves_the_looks_of_each_minute()
    {
        using var changes = new FileChanges(Path.Combine(_folder.File, "none", "conf.yml"), _time);

        var told = changes.WaitAsync(Cancellation);
        _time.Advance(TimeSpan.FromMinutes(1));

        await told;
    }
}
