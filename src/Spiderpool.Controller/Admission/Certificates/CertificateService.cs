using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiderpool.Kubernetes;

namespace Spiderpool.Controller.Admission.Certificates;

/// <summary>Keeps the serving certificate of this replica up to date.</summary>
internal sealed partial class CertificateService(
    CertificateSecret secret, ServingCertificate serving, TimeProvider time, ILogger<CertificateService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1), Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Interval;
            try
            {
                serving.Use(await secret.EnsureAsync(stoppingToken));
            }
            catch (KubernetesApiException e)
            {
                Log.Failed(log, e.Message);
                wait = Pause;
            }
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate of the webhooks is not to be had: {Error}")]
        public static partial void Failed(ILogger logger, string error);
    }
}
