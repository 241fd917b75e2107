using System.Reflection;

namespace Spiderpool.Api.Tests;

/// <summary>The catalogue is closed, and its names and codes are stable: they are labels, event reasons and anchors.</summary>
public class ReasonCatalogueTests
{
    // CNI specification, "Error": those that others give a meaning.
    private static readonly int[] CniCodes = [1, 2, 3, 4, 5, 6, 7, 11, 50, 51];

    [Fact]
    public void Each_reason_of_the_code_is_in_the_catalogue_under_its_name() =>
        Assert.Equal(
            typeof(Reason).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(Reason))
                .Select(field => (field.Name, (Reason)field.GetValue(null)!)).Order(),
            Reason.All.Select(pair => (pair.Key, pair.Value)).Order());

    [Fact]
    public void A_name_is_a_word_that_Kubernetes_takes_as_the_reason_of_a_condition() =>
        Assert.All(Reason.All.Values, reason =>
        {
            Assert.Matches("^[A-Z][A-Za-z]{2,59}$", reason.Name);
            Assert.Equal(reason.Name, reason.ToString());
        });

    [Fact]
    public void A_code_is_one_of_the_CNI_specification_or_belongs_to_one_reason() =>
        Assert.All(Reason.All.Values.GroupBy(reason => reason.CniCode), reasons =>
            Assert.True(CniCodes.Contains(reasons.Key) || (reasons.Key is >= 100 and <= 999 && reasons.Count() == 1),
                $"{reasons.Key}: {string.Join(", ", reasons)}"));

    [Fact]
    public void Meaning_and_remedy_are_sentences_of_one_line() =>
        Assert.All(Reason.All.Values.SelectMany(reason => new[] { reason.Meaning, reason.Remedy }),
            text => Assert.Matches(@"^[A-Z\d][^\n]*\.$|^(nodeName|namespaceName|podAffinity|multusName|spec\.)[^\n]*\.$", text));

    [Fact]
    public void An_exception_begins_with_the_name_of_its_reason()
    {
        var exception = new ReasonException(Reason.PoolNotFound, "SpiderIPPool a does not exist");

        Assert.Equal("PoolNotFound: SpiderIPPool a does not exist", exception.Message);
        Assert.Equal("SpiderIPPool a does not exist", exception.Detail);
    }
}
