using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Api.Meta;

namespace Spiderpool.Model.Tests.Actors;

/// <summary>A pod to be, again and again under the same name: a bare one, or the n-th of a StatefulSet.</summary>
internal sealed record Workload(string Name, int? Ordinal, IReadOnlyList<InterfacePlan> Interfaces, string? Annotation, string? Value)
{
    public const string SetName = "set";

    public string Key => $"default/{Name}";

    public bool IsStatic => Ordinal is not null;

    public static Workload Choose(Choice choice, string name, int? ordinal)
    {
        string[] a = ["a-v4"], b = ["b-v4"], v6 = ["a-v6"];
        return choice.Below(8) switch
        {
            0 => new(name, ordinal, [new("eth0", ["a-v4", "b-v4"], [])], null, null),
            1 => new(name, ordinal, [new("eth0", ["b-v4", "a-v4"], [])],
                AnnotationKeys.IPPool, """{"ipv4":["b-v4","a-v4"]}"""),
            2 => new(name, ordinal, [new("eth0", a, v6)], AnnotationKeys.IPPool, """{"ipv4":["a-v4"],"ipv6":["a-v6"]}"""),
            3 => new(name, ordinal, [new("eth0", a, []), new("net1", a, [])],
                AnnotationKeys.IPPools, """[{"interface":"eth0","ipv4":["a-v4"]},{"interface":"net1","ipv4":["a-v4"]}]"""),
            4 => new(name, ordinal, [new("eth0", a, []), new("net1", b, v6)],
                AnnotationKeys.IPPools, """[{"interface":"eth0","ipv4":["a-v4"]},{"interface":"net1","ipv4":["b-v4"],"ipv6":["a-v6"]}]"""),
            5 => new(name, ordinal, [new("eth0", a, []), new("net1", b, v6)],
                AnnotationKeys.IPPools, """[{"ipv4":["a-v4"]},{"ipv4":["b-v4"],"ipv6":["a-v6"]}]"""),
            6 => new(name, ordinal, [new("eth0", a, []), new("net1", a, [])], AnnotationKeys.IPPool, """{"ipv4":["a-v4"]}"""),
            _ => new(name, ordinal, [new("eth0", a, [])], AnnotationKeys.IPPool, """{"ipv4":["a-v4"]}"""),
        };
    }

    public Pod NewPod(string node) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = "default",
            Name = Name,
            Annotations = Annotation is null ? null : new Dictionary<string, string> { [Annotation] = Value! },
            OwnerReferences = IsStatic
                ? [new OwnerReference { ApiVersion = "apps/v1", Kind = "StatefulSet", Name = SetName, Uid = "set", Controller = true }]
                : null,
        },
        Spec = new PodSpec { NodeName = node, RestartPolicy = "Never" },
        Status = new PodStatus { Phase = "Running" },
    };
}
