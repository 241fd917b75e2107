using System.Security.Cryptography;

namespace Spiderpool.Sandbox.ApiServer.OpenApi;

/// <summary>A document ready to be sent.</summary>
internal sealed record PublishedDocument(byte[] Body, string ContentType)
{
    /// <summary>Changes with the content: the ETag, and what v3 clients keep their copies by.</summary>
    public string Hash { get; } = Convert.ToHexString(SHA256.HashData(Body));
}
