namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

/// <summary>The text of an expression, for error messages that point into it.</summary>
internal static class SourceText
{
    /// <summary>An error in the form of cel-go: place, text, the line, and a mark below it.</summary>
    public static string Error(string source, int position, string message)
    {
        var start = position == 0 ? 0 : source.LastIndexOf('\n', position - 1) + 1;
        var end = source.IndexOf('\n', start);
        var line = source[start..(end < 0 ? source.Length : end)];
        var number = source.AsSpan(0, start).Count('\n') + 1;
        var column = position - start;
        return $"ERROR: <input>:{number}:{column + 1}: {message}\n | {line}\n | {new string('.', column)}^";
    }
}
