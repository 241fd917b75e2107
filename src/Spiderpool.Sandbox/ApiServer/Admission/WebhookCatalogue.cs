using System.Collections.Immutable;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>The webhooks of one kind of configuration, in the order of their configurations' names.</summary>
internal sealed class WebhookCatalogue(ResourceStore configurations)
{
    private Edition _edition = new(ImmutableSortedDictionary<string, StoredObject>.Empty, []);

    public ImmutableArray<Webhook> Current
    {
        get
        {
            var objects = configurations.Objects;
            var edition = Volatile.Read(ref _edition);
            if (ReferenceEquals(edition.Objects, objects))
                return edition.Webhooks;
            edition = new Edition(objects, [.. objects.Values.SelectMany(item => item.Tree.Array("webhooks") ?? [])
                .Select(Webhook.From).OfType<Webhook>()]);
            Volatile.Write(ref _edition, edition);
            return edition.Webhooks;
        }
    }

    public static WebhookCatalogue Mutating(ObjectStore store) => new(store.Of(BuiltinResources.MutatingWebhooks));

    public static WebhookCatalogue Validating(ObjectStore store) => new(store.Of(BuiltinResources.ValidatingWebhooks));

    private sealed record Edition(ImmutableSortedDictionary<string, StoredObject> Objects, ImmutableArray<Webhook> Webhooks);
}
