using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Spiderpool.Sandbox.ApiServer.Errors;

namespace Spiderpool.Sandbox.ApiServer.Access;

/// <summary>Bearer tokens, and impersonation by those who may do everything.</summary>
internal sealed class Authenticator
{
    private readonly ImmutableArray<(byte[] Digest, UserInfo User)> _tokens;

    private readonly ServiceAccountTokens _accounts;

    public Authenticator(string adminToken, IEnumerable<ApiUser> users, ServiceAccountTokens accounts) => (_tokens, _accounts) =
        ([(Digest(adminToken), UserInfo.Admin), .. users.Select(user => (Digest(user.Token), UserInfo.Of(user)))], accounts);

    /// <returns>Null for an unknown token.</returns>
    public UserInfo? Find(string token)
    {
        var digest = Digest(token);
        UserInfo? found = null;
        // All are compared, so that time tells nothing.
        foreach (var (known, user) in _tokens)
            found = CryptographicOperations.FixedTimeEquals(known, digest) ? user : found;
        return found ?? _accounts.Find(token);
    }

    /// <exception cref="ApiException">401 without a valid token, 403 for an impersonation that is not allowed.</exception>
    public UserInfo Authenticate(IHeaderDictionary headers)
    {
        const string Scheme = "Bearer ";
        var header = headers.Authorization.ToString();
        var user = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Find(header[Scheme.Length..].Trim()) : null;
        if (user is null)
            throw ApiErrors.Unauthorized();
        if (headers["Impersonate-User"].ToString() is not { Length: > 0 } name)
            return user;
        if (!user.Groups.Contains(UserInfo.Masters))
            throw new ApiException(403, "Forbidden", $"users \"{name}\" is forbidden: User \"{user.Name}\" cannot impersonate "
                + "resource \"users\" in API group \"\" at the cluster scope");
        return new UserInfo(name, [.. headers["Impersonate-Group"].OfType<string>(), UserInfo.Authenticated]);
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
