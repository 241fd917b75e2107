namespace Spiderpool.Configuration.Reload;

/// <summary>What a changed configuration file means for a running daemon.</summary>
/// <param name="Next">The running settings with all that can be applied.</param>
/// <param name="Applied">Keys whose new value takes effect.</param>
/// <param name="NeedRestart">Keys whose value in the file is not the running one, and takes effect after a restart.</param>
public sealed record ReloadPlan<T>(T Next, IReadOnlyList<string> Applied, IReadOnlyList<string> NeedRestart);
