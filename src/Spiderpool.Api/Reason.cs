namespace Spiderpool.Api;

/// <summary>
/// Why something failed or is not so. One entry has one name, which is the prefix of the CNI error, the reason of the
/// event and of the condition, the label of the metric, and the anchor in docs/reference/reasons.md.
/// </summary>
/// <param name="Name">UpperCamelCase, stable.</param>
/// <param name="CniCode">Error code in a CNI error (CNI spec, section Error; 100 and above are ours).</param>
/// <param name="Meaning">What it says, one sentence.</param>
/// <param name="Remedy">What the user does next, one sentence.</param>
public sealed partial record Reason(string Name, int CniCode, string Meaning, string Remedy)
{
    public override string ToString() => Name;
}
