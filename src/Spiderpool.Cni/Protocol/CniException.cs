using Spiderpool.Api;

namespace Spiderpool.Cni.Protocol;

/// <summary>A failure whose code the verb decides, not the reason: e.g. STATUS answers 50 whenever ADD could not be served.</summary>
public sealed class CniException(ReasonException failure, int code) : Exception(failure.Message, failure)
{
    public CniError Error { get; } = CniError.Of(failure, code);
}
