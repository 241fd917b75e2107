using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Spiderpool.Api.Crds;
using Spiderpool.Api.Meta;
using Spiderpool.Controller.Admission.Certificates;
using Spiderpool.Controller.Admission.Pods;
using Spiderpool.Controller.Admission.Rules;
using Spiderpool.Controller.Leadership;

namespace Spiderpool.Controller.Admission;

internal static class AdmissionServices
{
    public static IServiceCollection AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<NetworkRules>();
        services.AddRules<SpiderIPPool, PoolRules>().AddRules<SpiderSubnet, SubnetRules>();
        services.AddRules<SpiderReservedIP, ReservedIPRules>().AddRules<SpiderCoordinator, CoordinatorRules>();
        services.AddRules<SpiderMultusConfig, MultusConfigRules>();
        services.AddSingleton<IAdmission, PodAdmission>();
        services.AddSingleton<CertificateSecret>();
        services.AddSingleton<ServingCertificate>();
        services.AddHostedService<CertificateService>();
        services.AddSingleton<AdmissionApi>();
        services.AddSingleton<WebhookRegistration>();
        services.AddSingleton<ILeaderTask>(p => p.GetRequiredService<WebhookRegistration>());
        return services;
    }

    private static IServiceCollection AddRules<
        T, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRules>(this IServiceCollection services)
        where T : KubernetesObject, IKubernetesResource<T>
        where TRules : class, IResourceRules<T>
    {
        services.AddSingleton<TRules>();
        return services.AddSingleton<IAdmission>(p => new ResourceAdmission<T>(p.GetRequiredService<TRules>()));
    }
}
