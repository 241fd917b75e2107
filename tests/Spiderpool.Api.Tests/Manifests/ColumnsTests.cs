using System.Text.RegularExpressions;

namespace Spiderpool.Api.Tests.Manifests;

/// <summary>What <c>kubectl get</c> shows (spec/crds.md 1, 3, 4, 5, 6).</summary>
public partial class ColumnsTests
{
    public static TheoryData<string> Kinds() => TypesAndManifestsTests.Kinds();

    [Theory]
    [InlineData("spiderippools", "sp", true,
        "VERSION SUBNET ALLOCATED-IP-COUNT TOTAL-IP-COUNT FREE DEFAULT AGE", "DISABLE NodeName MultusName APP-NAMESPACE")]
    [InlineData("spidersubnets", "ss", true, "VERSION SUBNET ALLOCATED-IP-COUNT TOTAL-IP-COUNT FREE AGE", "")]
    [InlineData("spiderreservedips", "sr", false, "VERSION AGE", "")]
    [InlineData("spiderendpoints", "se", false, "INTERFACE IPV4POOL IPV4 IPV6POOL IPV6 NODE AGE", "")]
    [InlineData("spidercoordinators", "scc", true, "", "")]
    [InlineData("spidermultusconfigs", "smc", true, "", "")]
    public void A_kind_has_the_short_name_the_columns_and_the_status_of_the_original(
        string plural, string shortName, bool hasStatusSubresource, string columns, string wideColumns)
    {
        var manifest = CrdManifest.All[plural];
        string Names(bool wide) => string.Join(' ', manifest.Columns
            .Where(column => ((long?)column["priority"] == 10) == wide)
            .Select(column => column["name"]));

        Assert.Equal(shortName, (string?)manifest.Spec["names"]!["shortNames"]!.AsArray().Single());
        Assert.Equal(hasStatusSubresource, manifest.Version["subresources"]?["status"] is not null);
        Assert.Equal(columns, Names(wide: false));
        Assert.Equal(wideColumns, Names(wide: true));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_column_shows_a_field_of_the_schema(string plural)
    {
        var manifest = CrdManifest.All[plural];
        string[] places = [".metadata.creationTimestamp", .. manifest.Nodes.Select(node => node.Path)];

        Assert.All(manifest.Columns, column =>
        {
            // [0] is any item; ['a\.b'] is a key of a map, which has no schema of its own.
            var path = MapKey().Replace(((string)column["jsonPath"]!).Replace("[0]", "[]", StringComparison.Ordinal), "");
            Assert.Contains(path, places);
        });
    }

    [GeneratedRegex(@"\['[^']+'\]$")]
    private static partial Regex MapKey();
}
