namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

/// <summary>The examples of the Kubernetes documentation, "CEL in Kubernetes", IP address and CIDR libraries.</summary>
public class AddressFunctionTests
{
    [Theory]
    [InlineData("isIP('127.0.0.1') && isIP('::1') && !isIP('127.0.0.256') && !isIP(':::1') && !isIP('010.0.0.1')")]
    [InlineData("!isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0') && !isIP('10.0.0.0/8') && !isIP('')")]
    [InlineData("ip('127.0.0.1').family() == 4 && ip('::1').family() == 6 && type(ip('::1')) == type(ip('::2'))")]
    [InlineData("ip('192.168.0.1') == ip('192.168.0.1') && ip('2001:db8::1') == ip('2001:DB8::0:1') && ip('::1') != ip('::2')")]
    [InlineData("ip.isCanonical('127.0.0.1') && ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD')")]
    [InlineData("!ip.isCanonical('2001:db8::0:0:0:abcd')")]
    [InlineData("ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() && !ip('127.0.0.1').isUnspecified()")]
    [InlineData("ip('127.0.0.1').isLoopback() && ip('::1').isLoopback() && !ip('2001:db8::abcd').isLoopback()")]
    [InlineData("ip('224.0.0.1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast()")]
    [InlineData("ip('ff02::1').isLinkLocalMulticast() && !ip('fd00::1').isLinkLocalMulticast() && !ip('ff05::1').isLinkLocalMulticast()")]
    [InlineData("ip('169.254.169.254').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() && !ip('fd80::1').isLinkLocalUnicast()")]
    [InlineData("ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast() && !ip('ff00::1').isGlobalUnicast()")]
    [InlineData("string(ip('2001:DB8::1')) == '2001:db8::1' && string(cidr('10.0.0.0/8')) == '10.0.0.0/8'")]
    [InlineData("isCIDR('192.168.0.0/16') && isCIDR('::1/128') && !isCIDR('192.168.0.0/33') && !isCIDR('::1/129') && !isCIDR('::1')")]
    [InlineData("isCIDR('192.168.0.1/24') && !isCIDR('::ffff:10.0.0.0/104')")]
    [InlineData("cidr('192.168.0.0/24').containsIP(ip('192.168.0.1')) && !cidr('192.168.0.0/24').containsIP(ip('192.168.1.1'))")]
    [InlineData("cidr('192.168.0.0/24').containsIP('192.168.0.1') && !cidr('192.168.0.0/24').containsIP('::1')")]
    [InlineData("cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.1.0/24').containsCIDR('192.168.2.0/24')")]
    [InlineData("cidr('192.168.0.0/16').containsCIDR(cidr('192.168.0.0/16')) && !cidr('10.0.0.0/16').containsCIDR('10.0.0.0/15')")]
    [InlineData("cidr('192.168.0.1/24').ip() == ip('192.168.0.1') && cidr('::1/128').ip().family() == 6")]
    [InlineData("cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('192.168.0.1/24') != cidr('192.168.0.1/24').masked()")]
    [InlineData("cidr('192.168.0.0/16').prefixLength() == 16 && cidr('::1/128').prefixLength() == 128")]
    // A variable may be called as a function is.
    [InlineData("['10.0.0.1'].all(ip, ip.startsWith('10.'))")]
    public void An_address_function_gives_the_documented_result(string text) => Assert.Equal(true, Expressions.Evaluate(text));

    [Theory]
    [InlineData("ip('127.0.0.256') == ip('::1')", "IP Address \"127.0.0.256\" parse error during conversion from string")]
    [InlineData("cidr('192.168.0.0/33').prefixLength() == 33",
        "network address parse error during conversion from string: \"192.168.0.0/33\"")]
    [InlineData("cidr('10.0.0.0/8').containsIP('x')", "IP Address \"x\" parse error during conversion from string")]
    public void A_text_that_is_no_address_is_an_error(string text, string error) => Assert.Equal(error, Expressions.Error(text));
}
