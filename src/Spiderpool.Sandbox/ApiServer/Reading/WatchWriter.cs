using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Http;
using Spiderpool.Sandbox.ApiServer.Storage;
using Spiderpool.Sandbox.ApiServer.Tables;

namespace Spiderpool.Sandbox.ApiServer.Reading;

/// <summary>Writes watch events in the form that the client asked for, one JSON object a line.</summary>
internal sealed class WatchWriter(ApiRequest request, TimeProvider time)
{
    /// <summary>Flush before so much waits, so that a slow client does not make the buffer grow.</summary>
    private const int FlushBytes = 256 * 1024;

    private readonly PipeWriter _writer = request.Context.Response.BodyWriter;
    private bool _headerSent;
    private long _unflushed;

    public void Start() => request.Context.Response.ContentType = "application/json";

    public ValueTask WriteAsync(WatchEvent change, CancellationToken cancellation)
    {
        _writer.Write(change.Type switch
        {
            WatchEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            WatchEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            _ => "{\"type\":\"DELETED\",\"object\":"u8,
        });
        var item = change.Object;
        if (request.Form.As.Length == 0 && request.Resource.ServesStoredForm)
            _writer.Write(item.Bytes.Span);
        else
            _writer.Write(Shape(item));
        _writer.Write("}\n"u8);
        _unflushed += item.Bytes.Length;
        return _unflushed < FlushBytes ? default : FlushAsync(cancellation);
    }

    public void WriteBookmark(long revision, bool initialEventsEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(), ["creationTimestamp"] = null };
        if (initialEventsEnd)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var marker = new JsonObject
        {
            ["kind"] = request.Resource.Kind,
            ["apiVersion"] = request.Resource.ApiVersion,
            ["metadata"] = metadata,
        };
        JsonNode shaped = request.Form.As switch
        {
            "Table" => Tabulator().Table([], metadata.DeepClone().AsObject(), withHeader: false),
            "PartialObjectMetadata" => PartialMetadata.Of(marker, request.Form.Version),
            _ => marker,
        };
        _writer.Write(new JsonObject { ["type"] = "BOOKMARK", ["object"] = shaped });
        _writer.Write("\n"u8);
    }

    public async Task WriteErrorAsync(ApiException error)
    {
        Start();
        _writer.Write(new JsonObject { ["type"] = "ERROR", ["object"] = error.ToStatus() });
        _writer.Write("\n"u8);
        await _writer.FlushAsync(request.Aborted);
    }

    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        _unflushed = 0;
        await _writer.FlushAsync(cancellation);
    }

    private JsonObject Shape(StoredObject item)
    {
        var tree = request.Resource.FromStored(item.Tree);
        switch (request.Form.As)
        {
            case "Table":
                var table = Tabulator().Table([tree], new JsonObject { ["resourceVersion"] = item.Revision.ToString() },
                    withHeader: !_headerSent);
                _headerSent = true;
                return table;
            case "PartialObjectMetadata":
                return PartialMetadata.Of(tree, request.Form.Version);
            default:
                return tree;
        }
    }

    private Tabulator Tabulator() => new(
        request.Resource, request.Form.Version, request.Query("includeObject") ?? "Metadata", time.GetUtcNow());
}
