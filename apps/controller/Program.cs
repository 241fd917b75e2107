using Spiderpool.Controller.Commands;

return await ControllerCommandLine.InvokeAsync(args);
