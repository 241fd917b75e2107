using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Storage;

namespace Spiderpool.Sandbox.ApiServer.Access;

/// <summary>Tokens of service accounts (subresource token). Each ends at its time, and with its account.</summary>
internal sealed class ServiceAccountTokens(ObjectStore store, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, Issued> _byDigest = ImmutableDictionary<string, Issued>.Empty;

    public (string Token, DateTimeOffset ExpiresAt) Issue(StoredObject account, TimeSpan lifetime)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var issued = new Issued(account.Namespace, account.Name, account.Uid, now + lifetime);
        lock (_gate)
        {
            _byDigest = _byDigest.RemoveRange(_byDigest.Where(old => old.Value.ExpiresAt <= now).Select(old => old.Key))
                .Add(Digest(token), issued);
        }
        return (token, issued.ExpiresAt);
    }

    /// <returns>Null for an unknown token, and one that has ended.</returns>
    public UserInfo? Find(string token)
    {
        if (!_byDigest.TryGetValue(Digest(token), out var issued) || issued.ExpiresAt <= time.GetUtcNow()) return null;
        var account = store.Of(BuiltinResources.ServiceAccounts).Get(StoredObject.KeyOf(issued.Namespace, issued.Name));
        return account?.Uid == issued.Uid ? UserInfo.OfServiceAccount(issued.Namespace, issued.Name, issued.Uid) : null;
    }

    /// <summary>Looked up by digest, so that the time of a lookup tells nothing of a token.</summary>
    private static string Digest(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Issued(string Namespace, string Name, string Uid, DateTimeOffset ExpiresAt);
}
