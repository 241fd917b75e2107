using CsCheck;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Matching;

namespace Spiderpool.Ipam.Tests.Selection;

/// <summary>Wildcards by the rules of Go's filepath.Match (spec/ipam.md 3.3).</summary>
public class WildcardTests
{
    // The cases of path/filepath's own tests that concern one path element, and more of escapes and classes.
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("*", "abc", true)]
    [InlineData("*", "", true)]
    [InlineData("*c", "abc", true)]
    [InlineData("a*", "a", true)]
    [InlineData("a*", "abc", true)]
    [InlineData("a*", "ab/c", false)]
    [InlineData("a*/b", "abc/b", true)]
    [InlineData("a*/b", "a/c/b", false)]
    [InlineData("a*b*c*d*e*", "axbxcxdxe", true)]
    [InlineData("a*b*c*d*e*/f", "axbxcxdxexxx/f", true)]
    [InlineData("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false)]
    [InlineData("a*b?c*x", "abxbbxdbxebxczzx", true)]
    [InlineData("a*b?c*x", "abxbbxdbxebxczzy", false)]
    [InlineData("**", "abc", true)]
    [InlineData("ab[c]", "abc", true)]
    [InlineData("ab[b-d]", "abc", true)]
    [InlineData("ab[e-g]", "abc", false)]
    [InlineData("ab[^c]", "abc", false)]
    [InlineData("ab[^b-d]", "abc", false)]
    [InlineData("ab[^e-g]", "abc", true)]
    [InlineData("a[^b]c", "a/c", true)] // a class, unlike ?, takes a slash
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "ab", false)]
    [InlineData("a\\bc*", "abc", true)]
    [InlineData("a?b", "a-b", true)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("a?b", "ab", false)]
    [InlineData("a[^a]b", "a-b", true)]
    [InlineData("[a-ζ]*", "α", true)]
    [InlineData("*[a-ζ]", "A", false)]
    [InlineData("[\\]a]", "]", true)]
    [InlineData("[\\-]", "-", true)]
    [InlineData("[x\\-]", "x", true)]
    [InlineData("[x\\-]", "-", true)]
    [InlineData("[x\\-]", "z", false)]
    [InlineData("[\\-x]", "-", true)]
    [InlineData("[z-a]", "b", false)]
    [InlineData("[*]", "*", true)]
    [InlineData("[*]", "a", false)]
    [InlineData("[[]", "[", true)]
    [InlineData("[?]", "?", true)]
    [InlineData("[^^]", "^", false)]
    [InlineData("[a^]", "^", true)]
    [InlineData("a]", "a]", true)]
    [InlineData("*x", "xxx", true)]
    public void A_pattern_matches_as_in_Go(string pattern, string name, bool matches)
    {
        Assert.True(Glob.TryParse(pattern, out var glob));
        Assert.Equal(matches, glob.IsMatch(name));
    }

    // A class that takes a slash binds where it first can, in Go as here, though a later place would match as well.
    [Fact]
    public void Only_the_last_star_is_taken_back()
    {
        Assert.True(Glob.TryParse("*[^a]*", out var glob));
        Assert.False(glob.IsMatch("bc/"));
        Assert.True(glob.IsMatch("/"));
    }

    [Theory]
    [InlineData("[]a]")]
    [InlineData("[-]")]
    [InlineData("[x-]")]
    [InlineData("[-x]")]
    [InlineData("[a-b-c]")]
    [InlineData("[")]
    [InlineData("[^")]
    [InlineData("[^bc")]
    [InlineData("[a")]
    [InlineData("a[")]
    [InlineData("a[b-")]
    [InlineData("[a\\]")]
    [InlineData("[\\")]
    [InlineData("\\")]
    [InlineData("a*\\")]
    [InlineData("[]")]
    [InlineData("[^]")]
    public void A_bad_pattern_is_refused_as_in_Go(string pattern) => Assert.False(Glob.TryParse(pattern, out _));

    [Theory]
    [InlineData("pool-a", false)]
    [InlineData("pool-?", true)]
    [InlineData("*", true)]
    [InlineData("pool-[ab]", true)]
    [InlineData("pool-[", false)]
    [InlineData("pool-]", false)]
    [InlineData("pool\\a", false)]
    public void A_name_is_a_wildcard_with_a_question_mark_a_star_or_both_brackets(string name, bool isGlob) =>
        Assert.Equal(isGlob, Glob.IsGlob(name));

    [Fact]
    public void A_pattern_matches_what_a_backtracking_matcher_finds() =>
        Gen.Select(
            Gen.OneOfConst("a", "b", "*", "?", "[ab]", "[^a/]", "\\*", "/").Array[0, 8],
            Gen.OneOfConst('a', 'b', '*', '/').Array[0, 8]).Sample((parts, name) =>
        {
            Assert.True(Glob.TryParse(string.Concat(parts), out var glob));
            Assert.Equal(Matches(parts, name), glob.IsMatch(name));
        }, iter: 5_000);

    [Fact]
    public void Many_stars_do_not_make_a_search_without_end()
    {
        Assert.True(Glob.TryParse(string.Concat(Enumerable.Repeat("a*", 120)) + "b", out var glob));

        // A backtracking matcher would take more steps than there are atoms.
        Assert.False(glob.IsMatch(new string('a', 253)));
        Assert.True(glob.IsMatch(new string('a', 252) + "b"));
    }

    [Fact]
    public void A_wildcard_takes_the_pools_of_its_family_by_name()
    {
        var result = Selecting.Request(Pools.IPv4("rack-c"), Pools.IPv6("rack-b"), Pools.IPv4("rack-a"), Pools.IPv4("other"))
            .WithPodAnnotation(AnnotationKeys.IPPool, """{"ipv4":["rack-?"],"ipv6":["*"]}""").Select();

        Assert.Equal("eth0 IPv4: rack-a rack-c; eth0 IPv6: rack-b", result.Chosen());
    }

    [Fact]
    public void A_wildcard_keeps_its_place_among_the_listed_names()
    {
        var result = Selecting.Request(Pools.IPv4("a1"), Pools.IPv4("a2"), Pools.IPv4("b"), Pools.IPv4("z"))
            .Naming("z", "a*", "b").Select();

        Assert.Equal(["z", "a1", "a2", "b"], result.Names());
    }

    [Theory]
    [InlineData("namespace")]
    [InlineData("cni")]
    [InlineData("ippools")]
    public void A_wildcard_may_stand_in_each_source(string source)
    {
        var request = Selecting.Request(Pools.IPv4("team-a-1"), Pools.IPv4("team-b-1"));
        var result = source switch
        {
            "namespace" => request.WithNamespaceAnnotation(AnnotationKeys.DefaultIPv4IPPool, """["team-a-*"]""").Select(),
            "cni" => (request with { CniIPv4Pools = ["team-a-*"] }).Select(),
            _ => request.WithPodAnnotation(AnnotationKeys.IPPools, """[{"ipv4":["team-a-*"]}]""").Select(),
        };

        Assert.Equal(["team-a-1"], result.Names());
    }

    [Fact]
    public void A_wildcard_without_match_is_a_failure_that_names_it() =>
        Assert.Equal(
            "no IPPool available for interface eth0 IPv4 of pod shop/web-0: no IPv4 pool matches rack-*, [ab]; correct the wildcard",
            Selecting.Request(Pools.IPv4()).Naming("rack-*", "[ab]").Select().AssertFailure(Reason.NoIPPoolAvailable).Detail);

    [Fact]
    public void A_wildcard_without_match_beside_a_pool_is_none() =>
        Assert.Equal(["v4"], Selecting.Request(Pools.IPv4()).Naming("rack-*", "v4").Select().Names());

    [Theory]
    [InlineData("pool-[]*")]
    [InlineData("pool *")]
    [InlineData("pööl*")]
    [InlineData("*\\\\")]
    [InlineData("*\\n")]
    public void A_wildcard_that_is_badly_formed_is_wrong_input(string json) =>
        Assert.Contains("which is not a well-formed wildcard",
            Selecting.Request(Pools.IPv4()).Naming(json).Select().AssertFailure(Reason.InvalidAnnotation).Detail);

    /// <summary>The definition itself, one pattern element after the other.</summary>
    private static bool Matches(ReadOnlySpan<string> parts, ReadOnlySpan<char> name)
    {
        if (parts.IsEmpty) return name.IsEmpty;
        if (parts[0] == "*")
        {
            return Matches(parts[1..], name) || (!name.IsEmpty && name[0] != '/' && Matches(parts, name[1..]));
        }
        return !name.IsEmpty && Matches(parts[1..], name[1..]) && parts[0] switch
        {
            "?" => name[0] != '/',
            "[ab]" => name[0] is 'a' or 'b',
            "[^a/]" => name[0] is not ('a' or '/'),
            "\\*" => name[0] == '*',
            var literal => name[0] == literal[0],
        };
    }
}
