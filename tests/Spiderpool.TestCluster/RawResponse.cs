using System.Text.Json.Nodes;

namespace Spiderpool.TestCluster;

/// <param name="Code">HTTP status.</param>
/// <param name="Body">The object, list or <c>metav1.Status</c>.</param>
/// <param name="Warnings">Values of the Warning headers.</param>
public sealed record RawResponse(int Code, JsonObject Body, IReadOnlyList<string> Warnings)
{
    public string? Message => Body["message"]?.GetValue<string>();

    public JsonNode? Metadata(string name) => Body["metadata"]?[name];

    public string Uid => Metadata("uid")!.GetValue<string>();

    /// <summary>The body of a request that had to succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message is the server's.</exception>
    public RawResponse Expect(params int[] codes) => codes.Contains(Code)
        ? this
        : throw new InvalidOperationException($"the API server answered {Code}, not {string.Join(" or ", codes)}: {Body.ToJsonString()}");
}
