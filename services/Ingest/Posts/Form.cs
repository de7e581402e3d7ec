using Microsoft.Net.Http.Headers;

namespace FleetWatch.Ingest.Posts;

/// <summary>The forms in which events may be posted.</summary>
internal enum Form
{
    /// <summary>One event, or an array of events.</summary>
    Json,

    /// <summary>One event a line (NDJSON), read as it comes.</summary>
    Lines,

    /// <summary>One CloudEvent in structured mode.</summary>
    CloudEvent,

    /// <summary>An array of CloudEvents (JSON batch format).</summary>
    CloudEventBatch,

    /// <summary>One CloudEvent in binary mode: attributes in <c>ce-</c> headers, data in the body.</summary>
    CloudEventBinary,
}

internal static class Forms
{
    /// <summary>What a caller that sent something else is told.</summary>
    public const string Known = "application/json, application/x-ndjson, application/cloudevents+json or application/cloudevents-batch+json; "
        + "charset utf-8; Content-Encoding gzip or none";

    /// <summary>Null: none of ours, or not in UTF-8.</summary>
    public static Form? Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => request.Headers.ContainsKey("ce-specversion") ? Form.CloudEventBinary : Form.Json,
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" => Form.Lines,
            "application/cloudevents+json" => Form.CloudEvent,
            "application/cloudevents-batch+json" => Form.CloudEventBatch,
            _ => null,
        };
    }
}
