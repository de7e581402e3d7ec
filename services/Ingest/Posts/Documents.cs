using System.Text.Json;

namespace FleetWatch.Ingest.Posts;

/// <summary>Takes a body apart that is one JSON document: one event, or an array of events, plain or as CloudEvents.</summary>
internal static class Documents
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    // Deeper than any event may be, so that one that is too deep is that event's own fault and not the document's.
    private static readonly JsonReaderOptions Json = new() { MaxDepth = 1000 };

    /// <exception cref="PostRefused">It is not JSON, or neither an object nor, where one is allowed, an array.</exception>
    public static void Take(ReadOnlySpan<byte> body, Form form, IHeaderDictionary headers, Post post)
    {
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        if (body.Trim(" \t\r\n"u8).IsEmpty)
            throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.Empty);
        var reader = new Utf8JsonReader(body, Json);
        try
        {
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartArray && form is Form.Json or Form.CloudEventBatch)
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                    TakeOne(Slice(ref reader, body), form, headers, post);
            else if (reader.TokenType is JsonTokenType.StartObject && form is not Form.CloudEventBatch)
                TakeOne(Slice(ref reader, body), form, headers, post);
            else
                throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.NotJson);
            if (reader.Read())
                throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.NotJson);
        }
        catch (JsonException)
        {
            throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.NotJson);
        }
    }

    private static void TakeOne(ReadOnlySpan<byte> one, Form form, IHeaderDictionary headers, Post post)
    {
        switch (form)
        {
            case Form.CloudEvent or Form.CloudEventBatch:
                CloudEvents.TakeStructured(one, post);
                break;
            case Form.CloudEventBinary:
                CloudEvents.TakeBinary(one, headers, post);
                break;
            default:
                post.Take(one);
                break;
        }
    }

    private static ReadOnlySpan<byte> Slice(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }
}
