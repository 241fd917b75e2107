namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Leaves out the fields that nobody owns, because the server sets them or they identify the object.</summary>
internal static class OwnableFields
{
    private static readonly string[] Metadata =
    [
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
        "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds",
    ];

    public static FieldSet Of(FieldSet fields)
    {
        const string Step = "f:metadata";
        fields = fields.With("f:apiVersion", FieldSet.Empty).With("f:kind", FieldSet.Empty);
        if (fields.Child(Step) is not { } metadata)
            return fields;
        metadata = Metadata.Aggregate(metadata, (rest, name) => rest.With(PathStep.Field(name), FieldSet.Empty));
        return fields.With(Step, metadata with { IsMember = false });
    }
}
