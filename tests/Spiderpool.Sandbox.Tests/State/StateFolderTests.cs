using Spiderpool.Sandbox.State;

namespace Spiderpool.Sandbox.Tests.State;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryState _state = new();

    [Theory]
    [InlineData("/named", "/xdg", "/named")]
    [InlineData(null, "/xdg", "/xdg/spiderpool-sandbox")]
    [InlineData("", "/xdg", "/xdg/spiderpool-sandbox")]
    public void The_default_is_the_variable_or_the_users_state_folder(string? named, string xdg, string expected)
    {
        var variables = new Dictionary<string, string?> { [StateFolder.Variable] = named, ["XDG_STATE_HOME"] = xdg };

        Assert.Equal(expected, StateFolder.DefaultPath(variables.GetValueOrDefault));
    }

    [Fact]
    public void A_record_survives_a_round_trip()
    {
        Assert.Null(_state.Folder.ReadRecord());

        var record = _state.WriteRecord();

        Assert.Equal(record, _state.Folder.ReadRecord());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_state.Folder.RecordFile));
    }

    [Fact]
    public void A_folder_with_other_content_is_refused()
    {
        Directory.CreateDirectory(_state.Folder.Root);
        _state.Folder.RequireUsable("node-1");
        File.WriteAllText(Path.Combine(_state.Folder.Root, "letter"), "text");

        var error = Assert.Throws<SandboxException>(() => _state.Folder.RequireUsable("node-1"));

        Assert.Contains("is not empty and has no sandbox.json", error.Message);
    }

    [Fact]
    public void A_folder_whose_sockets_the_kernel_would_not_take_is_refused()
    {
        var error = Assert.Throws<SandboxException>(() => new StateFolder("/tmp/" + new string('x', 90)).RequireUsable("node-1"));

        Assert.Contains("has more than 99 bytes", error.Message);
    }

    public void Dispose() => _state.Dispose();
}
