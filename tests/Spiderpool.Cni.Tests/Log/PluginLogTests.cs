using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Tests.Fixtures;

namespace Spiderpool.Cni.Tests.Log;

public sealed class PluginLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cni-log-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
    private readonly MemoryStream _stderr = new();

    private string Path => System.IO.Path.Combine(_folder, "plugin.log");

    private string Complaint => Encoding.UTF8.GetString(_stderr.ToArray());

    [Fact]
    public void A_line_is_one_JSON_object_whatever_the_text()
    {
        using (var log = Open()) log.Write(PluginLogLevel.Info, "a\nb\u2028\ud800\"", json => json.WriteString("x", "y\r"));

        Assert.Equal(
            """{"time":"2031-05-06T07:08:09+00:00","level":"info","msg":"a\nb\u2028\uFFFD\"","x":"y\r"}""" + "\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Nothing_is_opened_before_the_first_line()
    {
        using (var log = Open(options => options with { Level = PluginLogLevel.Error })) log.Write(PluginLogLevel.Warn, "x");

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_missing_folder_is_made_and_the_file_is_not_for_everybody()
    {
        var path = System.IO.Path.Combine(_folder, "a/b/plugin.log");
        using (var log = Open(options => options with { Path = path })) log.Write(PluginLogLevel.Info, "x");

        Assert.Single(File.ReadAllLines(path));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
        Assert.Equal("", Complaint);
    }

    [Fact]
    public void Lines_are_added_to_a_file_that_is_there()
    {
        for (var i = 0; i < 3; i++)
        {
            using var log = Open();
            log.Write(PluginLogLevel.Info, $"{i}");
            log.Write(PluginLogLevel.Info, $"{i}");
        }

        Assert.Equal(6, File.ReadAllLines(Path).Length);
    }

    [Theory]
    [InlineData("plugin.log/x")]
    [InlineData("folder")]
    public void A_path_that_cannot_be_written_is_told_once_and_fails_nothing(string name)
    {
        File.WriteAllText(Path, "");
        Directory.CreateDirectory(System.IO.Path.Combine(_folder, "folder"));
        var path = System.IO.Path.Combine(_folder, name);
        using var log = Open(options => options with { Path = path });

        log.Write(PluginLogLevel.Error, "1");
        log.Write(PluginLogLevel.Error, "2");

        Assert.StartsWith($"the log {path} cannot be written: ", Complaint, StringComparison.Ordinal);
        Assert.Equal(1, Complaint.Count(c => c == '\n'));
        Assert.False(log.IsEnabled(PluginLogLevel.Panic));
    }

    [Fact]
    public void A_standard_error_that_cannot_be_written_fails_nothing_either()
    {
        using var stderr = new FullStream();
        using var log = new PluginLog(new PluginLogOptions { Path = _folder }, _time, stderr);

        log.Write(PluginLogLevel.Error, "x");

        Assert.False(log.IsEnabled(PluginLogLevel.Panic));
    }

    [Fact]
    public void A_full_file_is_put_aside_with_its_time()
    {
        Fill(Path);
        using (var log = Open()) log.Write(PluginLogLevel.Info, "new");

        Assert.Equal("new", JsonElement.Parse(Assert.Single(File.ReadAllLines(Path))).GetProperty("msg").GetString());
        Assert.Equal(1 << 20, new FileInfo(System.IO.Path.Combine(_folder, "plugin-2031-05-06T07-08-09.000.log")).Length);
    }

    [Fact]
    public void A_file_below_the_limit_stays()
    {
        File.WriteAllBytes(Path, new byte[(1 << 20) - 1]);
        using (var log = Open()) log.Write(PluginLogLevel.Info, "x");

        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Old_files_go_by_number_and_by_age_and_nothing_else_goes()
    {
        string[] old =
        [
            "plugin-2031-05-06T07-08-08.999.log", "plugin-2031-05-05T00-00-00.000.log", "plugin-2031-05-04T00-00-00.000.log",
            "plugin-2031-04-01T00-00-00.000.log",
        ];
        string[] others = ["plugin-2031-13-01T00-00-00.000.log", "plugin-old.log", "plugins-2020-01-01T00-00-00.000.log", "other.log"];
        foreach (var name in (string[])[.. old, .. others]) File.WriteAllText(System.IO.Path.Combine(_folder, name), "");
        Fill(Path);

        using (var log = Open(options => options with { MaxCount = 3, MaxAge = 30 })) log.Write(PluginLogLevel.Info, "x");

        Assert.Equal(
            ((string[])["plugin.log", "plugin.log.lock", "plugin-2031-05-06T07-08-09.000.log", old[0], old[1], .. others]).Order(),
            Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName).Order());
    }

    [Fact]
    public void Zero_keeps_all_old_files()
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "plugin-2001-01-01T00-00-00.000.log"), "");
        Fill(Path);

        using (var log = Open(options => options with { MaxCount = 0, MaxAge = 0 })) log.Write(PluginLogLevel.Info, "x");

        Assert.Equal(2, Directory.GetFiles(_folder, "plugin-*.log").Length);
    }

    [Fact]
    public void While_another_process_rotates_the_full_file_takes_the_line()
    {
        Fill(Path);
        using (new FileStream(Path + ".lock", FileMode.Create, FileAccess.Write, FileShare.None))
        using (var log = Open()) log.Write(PluginLogLevel.Info, "x");

        Assert.True(new FileInfo(Path).Length > 1 << 20);
        Assert.Equal("", Complaint);
    }

    [Fact]
    public void Many_writers_lose_no_line_also_while_the_file_is_rotated()
    {
        // A little below the limit, so that each of the writers may be the one that finds it full.
        File.WriteAllText(Path, new string('\n', (1 << 20) - 2000));
        Parallel.For(0, 200, i =>
        {
            using var log = new PluginLog(new PluginLogOptions { Path = Path, MaxSize = 1 }, TimeProvider.System, Stream.Null);
            log.Write(PluginLogLevel.Info, $"line {i}");
        });

        var lines = Directory.GetFiles(_folder, "plugin*.log").SelectMany(File.ReadAllLines).Where(line => line.Length > 0);
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $"line {i}").Order(),
            lines.Select(line => JsonElement.Parse(line).GetProperty("msg").GetString()).Order());
        Assert.Single(Directory.GetFiles(_folder, "plugin-*.log"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Fill(string path) => File.WriteAllBytes(path, new byte[1 << 20]);

    private PluginLog Open(Func<PluginLogOptions, PluginLogOptions>? change = null)
    {
        var options = new PluginLogOptions { Path = Path, MaxSize = 1 };
        return new PluginLog(change is null ? options : change(options), _time, _stderr);
    }
}
