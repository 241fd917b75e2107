namespace Spiderpool.Sandbox.ApiServer.Http;

/// <summary>In which form the client wants objects, from the Accept header.</summary>
/// <param name="As">Empty for the object itself, Table or PartialObjectMetadata.</param>
/// <param name="Version">v1 or v1beta1 of meta.k8s.io.</param>
internal sealed record ResponseForm(string As, string Version)
{
    public static readonly ResponseForm Plain = new("", "v1");

    public static ResponseForm Parse(string? accept)
    {
        foreach (var clause in (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = clause.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "application/*" or "*/*"))
                continue;
            var (kind, version, group) = (Parameter(parts, "as"), Parameter(parts, "v"), Parameter(parts, "g"));
            if (kind is null)
                return Plain;
            if (group == "meta.k8s.io" && version is "v1" or "v1beta1"
                && kind is "Table" or "PartialObjectMetadata" or "PartialObjectMetadataList")
                return new ResponseForm(kind == "Table" ? kind : "PartialObjectMetadata", version);
        }

        return Plain;
    }

    private static string? Parameter(string[] parts, string name) =>
        parts.Skip(1).Select(part => part.Split('=', 2)).FirstOrDefault(pair => pair.Length == 2 && pair[0] == name)?[1];
}
