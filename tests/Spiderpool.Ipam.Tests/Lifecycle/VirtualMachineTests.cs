using Spiderpool.Api.Core;
using Spiderpool.Ipam.Lifecycle;

namespace Spiderpool.Ipam.Tests.Lifecycle;

public class VirtualMachineTests
{
    [Theory]
    [InlineData("kubevirt.io/v1", "VirtualMachineInstance", "vm")]
    [InlineData("kubevirt.io/v1alpha3", "VirtualMachineInstance", "vm")]
    [InlineData("kubevirt.io/v1", "VirtualMachine", null)]
    [InlineData("kubevirt.io.example.com/v1", "VirtualMachineInstance", null)]
    [InlineData("apps/v1", "StatefulSet", null)]
    public void Machine_of_a_pod_is_its_owner_of_the_kind_of_KubeVirt(string apiVersion, string kind, string? name) =>
        Assert.Equal(name, VirtualMachine.NameOf(PodOf("uid-1", apiVersion, kind)));

    [Theory]
    [InlineData("VirtualMachineInstance", "move")]
    [InlineData("StatefulSet", null)]
    public void Annotation_of_a_migration_counts_for_pods_of_machines_alone(string kind, string? migration)
    {
        var pod = PodOf("uid-1", "kubevirt.io/v1", kind);
        pod = pod with
        {
            Metadata = pod.Metadata with { Annotations = new Dictionary<string, string> { ["kubevirt.io/migrationJobName"] = "move" } },
        };

        Assert.Equal(migration, VirtualMachine.MigrationOf(pod));
    }

    [Theory]
    [InlineData("uid-2", "Running", true)]
    [InlineData("uid-2", "Pending", true)]
    [InlineData("uid-2", "Succeeded", false)]
    [InlineData("uid-2", "Failed", false)]
    [InlineData("uid-1", "Running", false)]
    public void Another_pod_of_the_machine_may_use_its_addresses_until_it_has_ended(string uid, string phase, bool hasOther)
    {
        var pod = PodOf(uid, "kubevirt.io/v1", "VirtualMachineInstance") with { Status = new PodStatus { Phase = phase } };

        Assert.Equal(hasOther, VirtualMachine.HasOther([pod], "vm", "uid-1"));
        Assert.False(VirtualMachine.HasOther([pod], "other", "uid-1"));
    }

    private static Pod PodOf(string uid, string apiVersion, string kind) => new()
    {
        Metadata = new()
        {
            Uid = uid,
            OwnerReferences = [new() { ApiVersion = apiVersion, Kind = kind, Name = "vm", Uid = "owner", Controller = true }],
        },
    };
}
