using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Spiderpool.Addressing;
using Spiderpool.Api;
using Spiderpool.Api.AgentApi;

namespace Spiderpool.Agent.Http;

/// <summary>Bodies of the agent's API. GET and DELETE have them too (spec/ipam.md 2).</summary>
internal static class JsonBody
{
    /// <exception cref="ReasonException"><see cref="Reason.BadRequest"/>.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (request.ContentLength > AgentPaths.MaxBodyBytes) throw TooLarge();
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken)
                ?? throw new ReasonException(Reason.BadRequest, $"{request.Method} {request.Path} needs a JSON object, the body is null");
        }
        catch (JsonException e)
        {
            throw new ReasonException(Reason.BadRequest,
                $"{request.Method} {request.Path}: the body is not the JSON object of this request: {Excerpt.Of(e.Message)}", e);
        }
        catch (BadHttpRequestException e)
        {
            throw e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : new ReasonException(Reason.BadRequest, e.Message, e);
        }
    }

    public static Task WriteAsync<T>(HttpResponse response, int status, T value, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static ReasonException TooLarge() =>
        new(Reason.BadRequest, $"the body is larger than {AgentPaths.MaxBodyBytes} bytes");
}
