using Spiderpool.Addressing;
using Spiderpool.Ipam.Selection.Sources;

namespace Spiderpool.Ipam.Selection.Filters;

/// <summary>For whom pools are filtered: the request, one of its interfaces, and the wanted family.</summary>
internal sealed record FilterContext(SelectionRequest Request, InterfaceRule Interface, IPFamily Family, InterfaceNetwork Network);
