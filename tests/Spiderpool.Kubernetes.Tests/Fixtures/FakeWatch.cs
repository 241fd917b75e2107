using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace Spiderpool.Kubernetes.Tests.Fixtures;

/// <summary>A watch that the test feeds.</summary>
internal sealed class FakeWatch
{
    private readonly Pipe _pipe = new();

    public HttpResponseMessage Answer => new(HttpStatusCode.OK) { Content = new StreamContent(_pipe.Reader.AsStream()) };

    public Task SendAsync(string line) => _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n")).AsTask();

    public Task EventAsync(string type, string objectJson) => SendAsync($$"""{"type":"{{type}}","object":{{objectJson}}}""");

    public Task BookmarkAsync(string version) =>
        EventAsync("BOOKMARK", $$$"""{"metadata":{"resourceVersion":"{{{version}}}"}}""");

    /// <summary>As the server ends a watch.</summary>
    public void End() => _pipe.Writer.Complete();

    /// <summary>As a broken connection ends it.</summary>
    public void Break() => _pipe.Writer.Complete(new IOException("connection reset by peer"));
}
