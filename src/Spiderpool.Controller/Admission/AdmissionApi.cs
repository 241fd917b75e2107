using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Spiderpool.Controller.Admission.Wire;
using Spiderpool.Controller.Http;

namespace Spiderpool.Controller.Admission;

/// <summary>The webhooks on HTTPS (spec/components.md 4.2), and the check that probes them.</summary>
internal sealed partial class AdmissionApi(IEnumerable<IAdmission> admissions, Readiness readiness, ILogger<AdmissionApi> log)
{
    /// <summary>An object of the API server has at most 3 MiB, and a review of an update has two.</summary>
    public const int MaxBodyBytes = 8 << 20;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var admission in admissions)
        {
            routes.MapPost($"/mutate-{admission.PathSuffix}", context => AnswerAsync(context, admission.Mutate));
            routes.MapPost($"/validate-{admission.PathSuffix}", context => AnswerAsync(context, admission.Validate));
        }
        routes.MapGet("/webhook-health-check", context =>
        {
            context.Response.StatusCode = readiness.IsStarted ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
    }

    private async Task AnswerAsync(HttpContext context, Func<AdmissionRequest, AdmissionResponse> answer)
    {
        var request = await ReadAsync(context);
        if (request is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        // Rules that compare with other objects must not be asked before those are known.
        if (!readiness.IsStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        var response = answer(request);
        if (!response.Allowed) Log.Refused(log, request.Operation, request.Name, response.Status?.Message);
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, new AdmissionReview { Response = response }, AdmissionJson.Default.AdmissionReview,
            context.RequestAborted);
    }

    private static async Task<AdmissionRequest?> ReadAsync(HttpContext context)
    {
        try
        {
            var review = await JsonSerializer.DeserializeAsync(
                context.Request.Body, AdmissionJson.Default.AdmissionReview, context.RequestAborted);
            return review?.ApiVersion == AdmissionReview.Version ? review.Request : null;
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Refused {Operation} of {Name}: {Why}")]
        public static partial void Refused(ILogger logger, string operation, string? name, string? why);
    }
}
