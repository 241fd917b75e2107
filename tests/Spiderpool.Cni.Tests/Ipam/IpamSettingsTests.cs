using System.Text;
using Spiderpool.Api;
using Spiderpool.Cni.Ipam;
using Spiderpool.Cni.Log;
using Spiderpool.Cni.Wire;

namespace Spiderpool.Cni.Tests.Ipam;

public sealed class IpamSettingsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ipam":null}""")]
    [InlineData("""{"ipam":{"type":"spiderpool"}}""")]
    [InlineData("""{"ipam":{"log_level":"","log_file_path":"","ipam_unix_socket_path":"","default_ipv4_ippool":[]}}""")]
    public void What_is_absent_or_empty_has_its_default(string json)
    {
        var settings = Read(json);

        Assert.Equal("/var/run/spidernet/spiderpool.sock", settings.Agent.Socket);
        Assert.Equal(TimeSpan.FromSeconds(100), settings.Agent.AllocationLimit);
        Assert.Equal(new PluginLogOptions
        {
            Level = PluginLogLevel.Info,
            Path = "/var/log/spidernet/spiderpool.log",
            MaxSize = 100,
            MaxAge = 30,
            MaxCount = 10,
        }, settings.Log);
        Assert.Null(settings.DefaultIPv4Pools);
        Assert.Null(settings.DefaultIPv6Pools);
        Assert.False(settings.CleanGateway || settings.MatchMasterSubnet);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Each_key_is_read()
    {
        var settings = Read("""
            {"ipam":{"type":"spiderpool","log_level":"WARN","log_file_path":"/a/b.log","log_file_max_size":1,"log_file_max_age":"0",
             "log_file_max_count":"7","default_ipv4_ippool":["a","b-*"],"default_ipv6_ippool":["c"],"clean_gateway":true,
             "match_master_subnet":true,"ipam_unix_socket_path":"/run/x.sock"}}
            """);

        Assert.Equal("/run/x.sock", settings.Agent.Socket);
        Assert.Equal(
            new PluginLogOptions { Level = PluginLogLevel.Warn, Path = "/a/b.log", MaxSize = 1, MaxAge = 0, MaxCount = 7 }, settings.Log);
        Assert.Equal(["a", "b-*"], settings.DefaultIPv4Pools);
        Assert.Equal(["c"], settings.DefaultIPv6Pools);
        Assert.True(settings.CleanGateway && settings.MatchMasterSubnet);
        Assert.Empty(settings.Warnings);
    }

    [Theory]
    [InlineData("debug", PluginLogLevel.Debug)]
    [InlineData("Info", PluginLogLevel.Info)]
    [InlineData("error", PluginLogLevel.Error)]
    [InlineData("FATAL", PluginLogLevel.Fatal)]
    [InlineData("panic", PluginLogLevel.Panic)]
    public void Levels_are_read_in_either_case(string text, PluginLogLevel level) =>
        Assert.Equal(level, Read($$$"""{"ipam":{"log_level":"{{{text}}}"}}""").Log.Level);

    [Fact]
    public void A_key_without_meaning_is_a_warning_with_its_path() => Assert.Equal(
        [
            "key \"ipam.default_ipv4_ipool\" has no meaning and is ignored",
            "key \"ipam.a b\" has no meaning and is ignored",
        ],
        Read("""{"ipam":{"default_ipv4_ipool":["a"],"a\nb":1,"x":null}}""").Warnings);

    [Theory]
    [InlineData("""{"ipam":[]}""", "key \"ipam\" has an array, want an object")]
    [InlineData("""{"ipam":{"log_level":"verbose"}}""",
        "key \"ipam.log_level\" has the text \"verbose\", want debug, info, warn, error, fatal or panic")]
    [InlineData("""{"ipam":{"log_level":3}}""", "key \"ipam.log_level\" has the number 3, want a text")]
    [InlineData("""{"ipam":{"log_file_max_size":0}}""",
        "key \"ipam.log_file_max_size\" has the number 0, want a whole number of at least 1")]
    [InlineData("""{"ipam":{"log_file_max_size":2147483648}}""",
        "key \"ipam.log_file_max_size\" has the number 2147483648, want a whole number of at least 1")]
    [InlineData("""{"ipam":{"log_file_max_age":-1}}""",
        "key \"ipam.log_file_max_age\" has the number -1, want a whole number of at least 0")]
    [InlineData("""{"ipam":{"log_file_max_count":"many"}}""",
        "key \"ipam.log_file_max_count\" has the text \"many\", want a whole number of at least 0")]
    [InlineData("""{"ipam":{"log_file_max_count":"\ud800"}}""",
        "key \"ipam.log_file_max_count\" has the text \"\\ud800\", want a whole number of at least 0")]
    [InlineData("""{"ipam":{"log_file_max_count":true}}""",
        "key \"ipam.log_file_max_count\" has true, want a whole number of at least 0")]
    [InlineData("""{"ipam":{"log_file_path":"a.log"}}""",
        "key \"ipam.log_file_path\" has the text \"a.log\", want an absolute path of a file, at most 4000 bytes")]
    [InlineData("""{"ipam":{"ipam_unix_socket_path":"/run/"}}""",
        "key \"ipam.ipam_unix_socket_path\" has the text \"/run/\", want an absolute path of a file, at most 107 bytes")]
    [InlineData("""{"ipam":{"default_ipv4_ippool":"a"}}""", "key \"ipam.default_ipv4_ippool\" has the text \"a\", want a list of texts")]
    [InlineData("""{"ipam":{"default_ipv6_ippool":["a",{}]}}""", "key \"ipam.default_ipv6_ippool[1]\" has an object, want a text")]
    [InlineData("""{"ipam":{"default_ipv6_ippool":[""]}}""",
        "key \"ipam.default_ipv6_ippool\" has an array, want a list of pool names, none of them empty")]
    [InlineData("""{"ipam":{"clean_gateway":"true"}}""", "key \"ipam.clean_gateway\" has the text \"true\", want true or false")]
    [InlineData("""{"ipam":{"match_master_subnet":1}}""", "key \"ipam.match_master_subnet\" has the number 1, want true or false")]
    public void A_wrong_value_is_named_with_what_is_wanted(string json, string detail)
    {
        var failure = Assert.Throws<ReasonException>(() => Read(json));

        Assert.Same(Reason.InvalidNetConf, failure.Reason);
        Assert.Equal(detail, failure.Detail);
    }

    [Fact]
    public void A_socket_path_may_be_as_long_as_the_kernel_takes()
    {
        static string Json(int length) => $$$"""{"ipam":{"ipam_unix_socket_path":"/{{{new string('a', length - 1)}}}"}}""";

        Assert.Equal(107, Read(Json(107)).Agent.Socket.Length);
        Assert.Throws<ReasonException>(() => Read(Json(108)));
        Assert.Throws<ReasonException>(() => Read($$$"""{"ipam":{"ipam_unix_socket_path":"/{{{new string('ä', 54)}}}"}}"""));
    }

    private static IpamSettings Read(string json) =>
        IpamSettingsReader.Read(WireObject.Parse(Encoding.UTF8.GetBytes(json), WireSource.NetConf));
}
