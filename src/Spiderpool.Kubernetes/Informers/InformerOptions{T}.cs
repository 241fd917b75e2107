namespace Spiderpool.Kubernetes;

/// <summary>What an informer watches, and what of it it keeps.</summary>
public sealed record InformerOptions<T> : InformerOptions
{
    /// <summary>Applied to each object before it is kept, to drop what nobody reads. See <see cref="Transforms"/>.</summary>
    public Func<T, T>? Transform { get; init; }
}
