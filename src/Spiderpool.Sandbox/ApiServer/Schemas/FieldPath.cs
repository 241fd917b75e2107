using System.Text;

namespace Spiderpool.Sandbox.ApiServer.Schemas;

/// <summary>The place a walk has reached; it becomes text only when an error needs it.</summary>
internal sealed class FieldPath
{
    private readonly List<object> _steps = [];

    public void Push(string name) => _steps.Add(name);

    public void Push(int index) => _steps.Add(index);

    /// <summary>The key of a map, which errors of rules show in brackets.</summary>
    public void PushKey(string key) => _steps.Add(new Key(key));

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>Such as <c>spec.routes[0].dst</c>; empty at the root.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step is int index)
                text.Append('[').Append(index).Append(']');
            else if (step is Key key)
                text.Append('[').Append(key.Name).Append(']');
            else if (text.Length > 0)
                text.Append('.').Append(step);
            else
                text.Append(step);
        }

        return text.ToString();
    }

    public string With(string name)
    {
        Push(name);
        var text = ToString();
        Pop();
        return text;
    }

    private sealed record Key(string Name);
}
