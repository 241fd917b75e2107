using Spectre.Console;

namespace Spiderpool.Sandbox.Demo;

/// <summary>Tells people what happens, and keeps count of what did not hold.</summary>
internal sealed class Narrator(IAnsiConsole console)
{
    private int _step;

    /// <summary>What did not hold.</summary>
    public List<string> Failures { get; } = [];

    public IAnsiConsole Console { get; } = console;

    /// <summary>Begins a step.</summary>
    public void Step(string text)
    {
        Console.WriteLine();
        Console.MarkupLine($"[bold]{++_step}. {Markup.Escape(text)}[/]");
    }

    public void Say(string text) => Console.MarkupLine($"   {Markup.Escape(text)}");

    /// <summary>Shows a text that a user would read elsewhere: a manifest, an error.</summary>
    public void Quote(string text) =>
        Console.Write(new Padder(new Text(text.TrimEnd(), new Style(decoration: Decoration.Dim)), new Padding(6, 0, 0, 0)));

    /// <summary>Says whether something that must hold does.</summary>
    public void Check(bool holds, string text)
    {
        Console.MarkupLine($"   {(holds ? "[green]ok[/]" : "[red]FAILED[/]")}  {Markup.Escape(text)}");
        if (!holds)
            Failures.Add(text);
    }
}
