using Spiderpool.Addressing;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>For whom pools are filtered: the request, one of its interfaces, and the wanted family.</summary>
/// <param name="Request">The snapshot.</param>
/// <param name="Interface">The interface and what its source says.</param>
/// <param name="Family">Wanted family.</param>
/// <param name="Network">The interface's NetworkAttachmentDefinition.</param>
internal sealed record FilterContext(
    SelectionRequest Request, InterfaceRule Interface, IPFamily Family, InterfaceNetwork Network);
