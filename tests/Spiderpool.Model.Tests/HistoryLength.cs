namespace Spiderpool.Model.Tests;

internal static class HistoryLength
{
    /// <summary>Turns of a history before its faults end: enough for some pods to come, go and come again.</summary>
    public const int Usual = 250;
}
