using Spiderpool.Sandbox.Commands;

return await SandboxCommandLine.InvokeAsync(args);
