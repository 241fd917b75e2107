using Spiderpool.Cni.Plugin;

return PluginRunner.Run(
    Environment.GetCommandLineArgs(), Environment.GetEnvironmentVariable,
    Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.OpenStandardError());
