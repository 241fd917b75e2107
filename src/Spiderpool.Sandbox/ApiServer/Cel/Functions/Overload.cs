using Spiderpool.Sandbox.ApiServer.Cel.Types;

namespace Spiderpool.Sandbox.ApiServer.Cel.Functions;

/// <summary>One signature of a function with its body.</summary>
/// <param name="Invoke">The body. Throws <see cref="CelException"/> or <see cref="OverflowException"/> when it fails.</param>
internal sealed partial record Overload(string Name, bool IsMember, CelType[] Parameters, Func<object?[], object?> Invoke)
{
    /// <summary>The type of the result, from those of the arguments.</summary>
    public required Func<CelType[], CelType> Result { get; init; }

    /// <summary>Cost units as cel-go counts them: 1, and for what walks through its arguments a tenth of their lengths.</summary>
    public Func<object?[], long> Cost { get; init; } = static _ => 1;

    private Predicate<object?>[] Accepts { get; init; } = [];

    public bool Takes(bool isMember, CelType[] types)
    {
        if (isMember != IsMember || types.Length != Parameters.Length)
            return false;
        for (var i = 0; i < types.Length; i++)
        {
            if (!CelType.Fits(types[i], Parameters[i]))
                return false;
        }

        return true;
    }

    public bool Takes(bool isMember, object?[] values)
    {
        if (isMember != IsMember || values.Length != Parameters.Length)
            return false;
        for (var i = 0; i < values.Length; i++)
        {
            if (!Accepts[i](values[i]))
                return false;
        }

        return true;
    }
}
