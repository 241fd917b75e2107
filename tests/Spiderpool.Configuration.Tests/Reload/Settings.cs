namespace Spiderpool.Configuration.Tests.Reload;

/// <summary>Settings of a daemon that these tests know.</summary>
internal sealed record Settings(string Safe = "", int AlsoSafe = 0, string Fixed = "");
