namespace Spiderpool.Sandbox.ApiServer.Cel.Evaluation;

/// <summary>A variable with its value, and those around it.</summary>
internal sealed record Scope(string Name, object? Value, Scope? Outer)
{
    public static bool TryFind(Scope? scope, string name, out object? value)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            if (scope.Name != name)
                continue;
            value = scope.Value;
            return true;
        }

        value = null;
        return false;
    }
}
