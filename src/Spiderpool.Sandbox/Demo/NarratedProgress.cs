namespace Spiderpool.Sandbox.Demo;

/// <summary>Steps of a start as parts of the story.</summary>
internal sealed class NarratedProgress(Narrator narrator) : IProgress<string>
{
    public void Report(string value) => narrator.Say(value);
}
