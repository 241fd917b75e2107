using Spiderpool.Api;
using Spiderpool.Configuration;

namespace Spiderpool.Agent.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    [Theory]
    [InlineData("ipamUnixSocketPath: [\nlogLevel: info\nenableIPv4:\n- true: {", "is no YAML")]
    [InlineData("a: *b", "line 1: ")]
    [InlineData("a: b: c", "line 1: ")]
    [InlineData("- a", "it is not a map of keys to values")]
    public void Malformed_file_is_refused_with_a_reason(string text, string expected)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);

            var error = Assert.Throws<ReasonException>(() => ConfigurationFile.Read(path));

            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
