using System.Globalization;

namespace Spiderpool.Model.Tests.Server;

/// <summary>The one clock of resourceVersions.</summary>
internal sealed class Revision
{
    private long _current = 1000;

    public string Current => _current.ToString(CultureInfo.InvariantCulture);

    public string Next() => (++_current).ToString(CultureInfo.InvariantCulture);
}
