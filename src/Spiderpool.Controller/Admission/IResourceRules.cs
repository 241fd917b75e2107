using Spiderpool.Api.Meta;

namespace Spiderpool.Controller.Admission;

/// <summary>What the webhooks do with one kind. Mutation never refuses; what it cannot make sense of, validation reports.</summary>
internal interface IResourceRules<T> where T : KubernetesObject, IKubernetesResource<T>
{
    /// <summary>The object with defaults, labels, finalizer and canonical values.</summary>
    T Mutate(T obj);

    /// <param name="obj">The new object.</param>
    /// <param name="old">Null for CREATE.</param>
    /// <param name="errors">Where to say what is wrong.</param>
    void Validate(T obj, T? old, FieldErrors errors);

    /// <summary>Says why the object may not be deleted, if so.</summary>
    void ValidateDelete(T old, FieldErrors errors)
    {
    }
}
