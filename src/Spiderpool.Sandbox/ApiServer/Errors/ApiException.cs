using System.Text.Json.Nodes;

namespace Spiderpool.Sandbox.ApiServer.Errors;

/// <summary>A failed request, as the <c>metav1.Status</c> that the client gets.</summary>
public sealed class ApiException : Exception
{
    public ApiException()
        : this(500, "InternalError", "internal error")
    {
    }

    public ApiException(string message)
        : this(500, "InternalError", message)
    {
    }

    public ApiException(string message, Exception innerException)
        : base(message, innerException) => (Code, Reason) = (500, "InternalError");

    internal ApiException(int code, string reason, string message, JsonObject? details = null)
        : base(message) => (Code, Reason, Details) = (code, reason, details);

    /// <summary>HTTP status, 400 to 599.</summary>
    public int Code { get; }

    /// <summary><c>status.reason</c>: NotFound, AlreadyExists, Conflict, Invalid, Expired, ...</summary>
    public string Reason { get; }

    internal JsonObject? Details { get; }

    internal JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0)
            status["reason"] = Reason;
        if (Details is not null)
            status["details"] = Details.DeepClone();
        status["code"] = Code;
        return status;
    }
}
