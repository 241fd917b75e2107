namespace Spiderpool.Sandbox.ApiServer.Admission;

internal sealed record WebhookService(string Namespace, string Name, int Port);
