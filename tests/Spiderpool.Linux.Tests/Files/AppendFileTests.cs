using System.Diagnostics;
using System.Text;
using Spiderpool.Linux.Files;

namespace Spiderpool.Linux.Tests.Files;

public sealed class AppendFileTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("linux-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_of_several_writers_are_all_there_and_whole()
    {
        const int Writers = 4;
        const int Lines = 500;
        var path = Path.Combine(_folder, "log");
        using var shell = Process.Start("/bin/sh", ["-c", $"for i in $(seq {Lines}); do echo shell-$i >>'{path}'; done"]);

        Parallel.For(0, Writers, writer =>
        {
            using var file = AppendFile.Open(path, Mode);
            for (var i = 1; i <= Lines; i++)
                file.Append(Encoding.UTF8.GetBytes($"writer{writer}-{i} {new string('x', i * 7 % 3000)}\n"));
        });
        shell.WaitForExit();

        var lines = File.ReadAllLines(path);
        Assert.Equal((Writers + 1) * Lines, lines.Length);
        Assert.Equal(Enumerable.Range(1, Lines).Select(i => $"shell-{i}"), lines.Where(line => line.StartsWith('s')));
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(
                Enumerable.Range(1, Lines).Select(i => $"writer{writer}-{i} {new string('x', i * 7 % 3000)}"),
                lines.Where(line => line.StartsWith($"writer{writer}-", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void New_file_has_the_mode_and_an_old_one_is_continued()
    {
        var path = Path.Combine(_folder, "log");
        using (var file = AppendFile.Open(path, Mode)) file.Append("one "u8);
        using var again = AppendFile.Open(path, UnixFileMode.OtherRead);
        Assert.Equal(4, again.Length);

        again.Append("two"u8);
        again.Append([]);

        Assert.Equal((7, "one two", Mode), (again.Length, File.ReadAllText(path), File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Link_is_followed()
    {
        var (path, link) = (Path.Combine(_folder, "log"), Path.Combine(_folder, "link"));
        File.CreateSymbolicLink(link, path);

        using (var file = AppendFile.Open(link, Mode)) file.Append("x"u8);

        Assert.Equal("x", File.ReadAllText(path));
    }

    [Fact]
    public void File_that_cannot_be_opened_says_why()
    {
        var missing = Path.Combine(_folder, "no", "such");

        Assert.Equal($"open {_folder}: EISDIR: Is a directory",
            Assert.Throws<SystemCallException>(() => AppendFile.Open(_folder, Mode)).Message);
        Assert.Equal($"open {missing}: ENOENT: No such file or directory",
            Assert.Throws<SystemCallException>(() => AppendFile.Open(missing, Mode)).Message);
    }

    [Fact]
    public void Full_disk_is_an_error()
    {
        using var file = AppendFile.Open("/dev/full", Mode);

        var error = Assert.Throws<SystemCallException>(() => file.Append("x"u8));

        Assert.Equal((Errno.ENOSPC, "append to /dev/full: ENOSPC: No space left on device"), (error.Errno, error.Message));
    }

    [Fact]
    public void Pipe_without_a_reader_does_not_hang()
    {
        var path = Path.Combine(_folder, "pipe");
        Process.Start("mkfifo", [path]).WaitForExit();

        Assert.Equal(Errno.ENXIO, Assert.Throws<SystemCallException>(() => AppendFile.Open(path, Mode)).Errno);
    }
}
