using System.Text.Json.Serialization;
using Spiderpool.Api.AgentApi;
using Spiderpool.Api.ControllerApi;
using Spiderpool.Api.Core;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;

namespace Spiderpool.Api;

/// <summary>Source-generated JSON of all wire types: camelCase, nulls are not written.</summary>
/// <remarks>
/// The generated code sets each init property, one that the JSON lacks to null, so properties that are never null put
/// their default in its place; and it cannot fill extension data that is init-only.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpiderIPPool))]
[JsonSerializable(typeof(SpiderReservedIP))]
[JsonSerializable(typeof(SpiderEndpoint))]
[JsonSerializable(typeof(SpiderSubnet))]
[JsonSerializable(typeof(SpiderCoordinator))]
[JsonSerializable(typeof(SpiderMultusConfig))]
[JsonSerializable(typeof(AllocationRecord))]
[JsonSerializable(typeof(Dictionary<string, ControlledIPPool>))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(StatefulSet))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(ReplicaSet))]
[JsonSerializable(typeof(DaemonSet))]
[JsonSerializable(typeof(StatefulApplication))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(CronJob))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(NetworkAttachmentDefinition))]
[JsonSerializable(typeof(ServiceCidrV1))]
[JsonSerializable(typeof(ServiceCidrV1Beta1))]
[JsonSerializable(typeof(ServiceCidrV1Alpha1))]
[JsonSerializable(typeof(CalicoIPPool))]
[JsonSerializable(typeof(CiliumPodIPPool))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(MutatingWebhookConfiguration))]
[JsonSerializable(typeof(ValidatingWebhookConfiguration))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(OwnedObject))]
[JsonSerializable(typeof(TokenReview))]
[JsonSerializable(typeof(SubjectAccessReview))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(GcReport))]
[JsonSerializable(typeof(ControllerStatus))]
[JsonSerializable(typeof(AddressReport))]
[JsonSerializable(typeof(AddressAssignment))]
[JsonSerializable(typeof(IpamAddArgs))]
[JsonSerializable(typeof(IpamAddResponse))]
[JsonSerializable(typeof(IpamDelArgs))]
[JsonSerializable(typeof(GetCoordinatorArgs))]
[JsonSerializable(typeof(CoordinatorConfig))]
[JsonSerializable(typeof(IpamGcArgs))]
[JsonSerializable(typeof(IpamGcResponse))]
[JsonSerializable(typeof(WorkloadEndpointStatus))]
[JsonSerializable(typeof(PodNetworksArgs))]
[JsonSerializable(typeof(PodNetworks))]
[JsonSerializable(typeof(NetworkStatusArgs))]
[JsonSerializable(typeof(IReadOnlyList<NetworkStatus>))]
[JsonSerializable(typeof(IReadOnlyList<PoolRoute>))]
[JsonSerializable(typeof(string))]
public sealed partial class ApiJson : JsonSerializerContext;
