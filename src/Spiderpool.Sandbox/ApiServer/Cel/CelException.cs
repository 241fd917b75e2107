namespace Spiderpool.Sandbox.ApiServer.Cel;

/// <summary>An expression that does not compile or cannot be evaluated.</summary>
internal sealed class CelException : Exception
{
    public CelException()
    {
    }

    public CelException(string message)
        : base(message)
    {
    }

    public CelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
