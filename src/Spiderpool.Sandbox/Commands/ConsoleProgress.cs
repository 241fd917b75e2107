namespace Spiderpool.Sandbox.Commands;

/// <summary>Prints each step at once, in the order in which they are reported.</summary>
internal sealed class ConsoleProgress : IProgress<string>
{
    public void Report(string value) => Console.WriteLine($"  {value}");
}
