namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>A webhook could not be asked, or did not answer as it has to.</summary>
internal sealed class WebhookException(string message) : Exception(message);
