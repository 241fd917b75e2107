using Spiderpool.Cni.Plugin;
using Spiderpool.Linux.Files;

return PluginRunner.Run(
    Environment.GetCommandLineArgs(), Environment.GetEnvironmentVariable,
    StandardStream.Input, StandardStream.Output, StandardStream.Error);
