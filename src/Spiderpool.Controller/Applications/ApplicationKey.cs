using Spiderpool.Ipam.Selection;

namespace Spiderpool.Controller.Applications;

/// <summary>Which application, whatever its UID.</summary>
internal sealed record ApplicationKey(string ApiVersion, string Kind, string Namespace, string Name)
{
    public static ApplicationKey Of(TopController application) =>
        new(application.ApiVersion, application.Kind, application.Namespace, application.Name);

    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
