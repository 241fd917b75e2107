namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

public class ConversionTests
{
    [Theory]
    [InlineData("int('42') == 42 && int('-7') == -7 && int(3.99) == 3 && int(-3.99) == -3 && int(7u) == 7 && int(5) == 5")]
    [InlineData("uint('42') == 42u && uint(3.99) == 3u && uint(7) == 7u")]
    [InlineData("double('1.5') == 1.5 && double(2) == 2.0 && double(2u) == 2.0 && double('1e3') == 1000.0")]
    [InlineData("string(42) == '42' && string(7u) == '7' && string(true) == 'true' && string(b'ab') == 'ab' && string('s') == 's'")]
    [InlineData("string(1.5) == '1.5' && string(-0.25) == '-0.25' && string(123456.0) == '123456'")]
    [InlineData("string(1000000.0) == '1e+06' && string(1.5e-7) == '1.5e-07' && string(-2.5e300) == '-2.5e+300' && string(0.0) == '0'")]
    [InlineData("bool('true') && !bool('False') && bool('1') && !bool('f')")]
    [InlineData("bytes('é') == b'\\xc3\\xa9' && dyn(1) == 1 && type(dyn(1)) == int")]
    [InlineData("timestamp('2026-01-02T03:04:05Z') < timestamp('2026-01-02T03:04:05.5Z')")]
    [InlineData("string(timestamp('2026-01-02T03:04:05.120+01:00')) == '2026-01-02T02:04:05.12Z'")]
    [InlineData("int(timestamp('1970-01-01T00:01:00Z')) == 60 && timestamp(60) == timestamp('1970-01-01T00:01:00Z')")]
    [InlineData("timestamp('2026-03-01T00:00:00Z') - timestamp('2026-02-28T00:00:00Z') == duration('24h')")]
    [InlineData("timestamp('2026-01-02T03:04:05Z') + duration('1h1s') == timestamp('2026-01-02T04:04:06Z')")]
    [InlineData("string(duration('1h30m')) == '5400s' && duration('-1.5s') < duration('0') && duration('1500ms') == duration('1.5s')")]
    [InlineData("duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90 && duration('90m').getSeconds() == 5400")]
    [InlineData("timestamp('2026-01-02T03:04:05Z').getFullYear() == 2026 && timestamp('2026-01-02T03:04:05Z').getMonth() == 0")]
    [InlineData("timestamp('2026-01-02T03:04:05Z').getDate() == 2 && timestamp('2026-01-04T00:00:00Z').getDayOfWeek() == 0")]
    public void A_conversion_keeps_the_value(string text) => Assert.Equal(true, Expressions.Evaluate(text));

    [Theory]
    [InlineData("int('4x') == 4", "strconv.ParseInt: parsing \"4x\": invalid syntax")]
    [InlineData("int(' 4') == 4", "strconv.ParseInt: parsing \" 4\": invalid syntax")]
    [InlineData("int(1e19) == 4", "integer overflow")]
    [InlineData("int(18446744073709551615u) == 4", "integer overflow")]
    [InlineData("uint(-1) == 4u", "integer overflow")]
    [InlineData("uint('-1') == 4u", "strconv.ParseUint: parsing \"-1\": invalid syntax")]
    [InlineData("double('x') == 1.0", "strconv.ParseFloat: parsing \"x\": invalid syntax")]
    [InlineData("bool('yes')", "strconv.ParseBool: parsing \"yes\": invalid syntax")]
    [InlineData("string(b'\\xff') == ''", "invalid UTF-8 in bytes, cannot convert to string")]
    [InlineData("timestamp('yesterday') < timestamp(0)", "parsing time \"yesterday\" as RFC 3339 failed")]
    [InlineData("duration('1 h') == duration('1h')", "time: invalid duration \"1 h\"")]
    [InlineData("duration('2562048h') > duration('1h')", "time: invalid duration \"2562048h\"")]
    [InlineData("timestamp('9999-12-31T00:00:00Z') + duration('48h') > timestamp(0)", "timestamp overflow")]
    public void A_value_that_does_not_fit_is_an_error(string text, string error) => Assert.Equal(error, Expressions.Error(text));
}
