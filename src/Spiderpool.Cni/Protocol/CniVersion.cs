namespace Spiderpool.Cni.Protocol;

/// <summary>A version of the CNI specification that this library speaks. Versions compare by age.</summary>
public sealed class CniVersion
{
    public static readonly CniVersion V030 = new("0.3.0", 0);
    public static readonly CniVersion V031 = new("0.3.1", 1);
    public static readonly CniVersion V040 = new("0.4.0", 2);
    public static readonly CniVersion V100 = new("1.0.0", 3);
    public static readonly CniVersion V110 = new("1.1.0", 4);

    private readonly string _text;
    private readonly int _age;

    private CniVersion(string text, int age) => (_text, _age) = (text, age);

    /// <summary>Oldest first, as the VERSION verb lists them.</summary>
    public static IReadOnlyList<CniVersion> Supported { get; } = [V030, V031, V040, V100, V110];

    public static CniVersion Latest => V110;

    /// <summary>CHECK came with 0.4.0.</summary>
    public bool HasCheck => _age >= V040._age;

    /// <summary>GC and STATUS came with 1.1.0.</summary>
    public bool HasGcAndStatus => _age >= V110._age;

    /// <summary>Until 0.4.0 each address of a result says "version": "4" or "6".</summary>
    public bool AddressesSayFamily => _age < V100._age;

    /// <returns>Null when the text is not exactly one of <see cref="Supported"/>.</returns>
    public static CniVersion? Find(string text)
    {
        foreach (var version in Supported)
        {
            if (version._text == text) return version;
        }
        return null;
    }

    public override string ToString() => _text;
}
