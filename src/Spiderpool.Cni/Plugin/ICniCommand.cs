using Spiderpool.Cni.Protocol;

namespace Spiderpool.Cni.Plugin;

/// <summary>What a plugin does for one verb.</summary>
public interface ICniCommand
{
    /// <returns>The result to print, or null for the verbs that print nothing.</returns>
    /// <exception cref="Api.ReasonException">Why not; the runner prints it as a CNI error.</exception>
    /// <exception cref="CniException">The same with a code that the verb asks for.</exception>
    CniResult? Run(CniCall call);
}
