namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>The value of the literal 9223372036854775808, which is an int only behind a minus sign.</summary>
internal sealed class IntegerLimit
{
    public static readonly IntegerLimit Value = new();

    private IntegerLimit()
    {
    }
}
