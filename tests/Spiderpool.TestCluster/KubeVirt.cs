using System.Text.Json.Nodes;

namespace Spiderpool.TestCluster;

/// <summary>The kinds of KubeVirt that the product reads, in a namespace, without KubeVirt itself.</summary>
public sealed class KubeVirt
{
    public const string ApiVersion = "kubevirt.io/v1";

    public const string Machine = "VirtualMachine", Instance = "VirtualMachineInstance", Migration = "VirtualMachineInstanceMigration";

    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private readonly RawApi _api;
    private readonly string _folder;

    private KubeVirt(RawApi api, string ns) => (_api, _folder) = (api, $"/apis/{ApiVersion}/namespaces/{ns}");

    /// <summary>Defines the kinds that are missing and waits until they are served.</summary>
    public static async Task<KubeVirt> InstallAsync(RawApi api, string ns, CancellationToken cancellationToken)
    {
        var result = new KubeVirt(api, ns);
        foreach (var kind in new[] { Machine, Instance, Migration })
        {
            (await api.PostAsync(Definitions, Definition(kind), cancellationToken)).Expect(201, 409);
            await RawApi.UntilAsync(
                () => api.GetAsync($"{result._folder}/{Plural(kind)}", cancellationToken), answer => answer.Code == 200, cancellationToken);
        }

        return result;
    }

    /// <summary>Creates an object of a kind.</summary>
    /// <param name="kind">One of the constants.</param>
    /// <param name="name">Its name.</param>
    /// <param name="owner">UID of the machine that an instance belongs to; null for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Its UID.</returns>
    public async Task<string> CreateAsync(string kind, string name, string? owner, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = ApiVersion,
                ["kind"] = Machine,
                ["name"] = name,
                ["uid"] = owner,
                ["controller"] = true,
            });
        }

        var body = new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = kind, ["metadata"] = metadata };
        var created = await _api.PostAsync($"{_folder}/{Plural(kind)}", body, cancellationToken);
        return created.Expect(201).Metadata("uid")!.GetValue<string>();
    }

    public async Task DeleteAsync(string kind, string name, CancellationToken cancellationToken) =>
        (await _api.DeleteAsync($"{_folder}/{Plural(kind)}/{name}", cancellationToken)).Expect(200, 202);

    /// <summary>Deletes an object if there is one.</summary>
    public async Task TryDeleteAsync(string kind, string name, CancellationToken cancellationToken) =>
        (await _api.DeleteAsync($"{_folder}/{Plural(kind)}/{name}", cancellationToken)).Expect(200, 202, 404);

    private static string Plural(string kind) => $"{kind.ToLowerInvariant()}s";

    private static JsonObject Definition(string kind) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{Plural(kind)}.kubevirt.io" },
        ["spec"] = new JsonObject
        {
            ["group"] = "kubevirt.io",
            ["scope"] = "Namespaced",
            ["names"] = new JsonObject { ["kind"] = kind, ["plural"] = Plural(kind), ["singular"] = kind.ToLowerInvariant() },
            ["versions"] = new JsonArray(new JsonObject
            {
                ["name"] = "v1",
                ["served"] = true,
                ["storage"] = true,
                ["schema"] = new JsonObject
                {
                    ["openAPIV3Schema"] = new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true },
                },
            }),
        },
    };
}
