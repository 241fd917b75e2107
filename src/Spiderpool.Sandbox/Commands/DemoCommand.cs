using System.CommandLine;

namespace Spiderpool.Sandbox.Commands;

internal static class DemoCommand
{
    public static Command Build() => new("demo");
}
