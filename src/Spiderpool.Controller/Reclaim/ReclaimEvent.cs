using Spiderpool.Api;
using Spiderpool.Api.Core;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Reclaim;

/// <summary>One Kubernetes event of a scan.</summary>
/// <param name="Involved">The object that it happened to.</param>
/// <param name="Severity">Normal or Warning.</param>
/// <param name="Reason">Of the catalogue.</param>
/// <param name="Message">One line for the user.</param>
internal sealed record ReclaimEvent(ObjectReference Involved, EventSeverity Severity, Reason Reason, string Message);
