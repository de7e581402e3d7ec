using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Sanitising;

namespace FleetWatch.Ingest.Posts;

/// <summary>CloudEvents 1.0 whose data is one of our events: JSON event format, JSON batch format, HTTP binary mode.</summary>
internal static class CloudEvents
{
    private const string HeaderPrefix = "ce-";

    public static void TakeStructured(ReadOnlySpan<byte> json, Post post)
    {
        var attributes = new Dictionary<string, string?>(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        var data = Utf8.IsValid(json) ? ReadEnvelope(json, attributes, refusals) : Refused(refusals, new Refusal(null, Reasons.NotUtf8));
        Take(data, attributes, refusals, post);
    }

    public static void TakeBinary(ReadOnlySpan<byte> data, IHeaderDictionary headers, Post post)
    {
        var attributes = new Dictionary<string, string?>(StringComparer.Ordinal);
        var refusals = new List<Refusal>();
        foreach (var (name, value) in headers)
            if (name.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
                Keep(name[HeaderPrefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(value.ToString()), attributes, refusals);
        Take(data, attributes, refusals, post);
    }

    private static void Take(ReadOnlySpan<byte> data, Dictionary<string, string?> attributes, List<Refusal> refusals, Post post)
    {
        if (refusals.Count == 0 && Context(attributes, refusals) is { } context)
            post.Take(data, context: context);
        else
            post.Refuse(null, refusals);
    }

    private static ReadOnlySpan<byte> ReadEnvelope(ReadOnlySpan<byte> json, Dictionary<string, string?> attributes, List<Refusal> refusals)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        ReadOnlySpan<byte> data = [];
        try
        {
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
                return Refused(refusals, new Refusal(null, Reasons.NotAnObject));
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                if (reader.ValueTextEquals("data"u8))
                    data = Data(ref reader, json);
                else if (reader.ValueTextEquals("data_base64"u8))
                    data = reader.Read() && reader.TryGetBytesFromBase64(out var bytes) ? bytes : Refused(refusals, new Refusal("data_base64", Reasons.NotCloudEvent));
                else
                    Attribute(ref reader, attributes, refusals);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Refused(refusals, new Refusal(null, Reasons.NotJson));
        }
        return data.IsEmpty && refusals.Count == 0 ? Refused(refusals, new Refusal("data", Reasons.Missing)) : data;
    }

    private static ReadOnlySpan<byte> Data(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private static void Attribute(ref Utf8JsonReader reader, Dictionary<string, string?> attributes, List<Refusal> refusals)
    {
        var name = reader.GetString()!; // a property's name is never null
        var copy = reader;
        if (CardScan.Member(ref copy) is { } found)
            refusals.Add(new Refusal(found.Path, Reasons.Of(found.Kind)));
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
            attributes[name] = reader.GetString();
        reader.Skip();
    }

    private static void Keep(string name, string value, Dictionary<string, string?> attributes, List<Refusal> refusals)
    {
        if (CardText.Find(Encoding.UTF8.GetBytes(name)) is not CardData.None)
            refusals.Add(new Refusal(HeaderPrefix + "(withheld)", Reasons.CardNumber));
        else if (CardText.Find(Encoding.UTF8.GetBytes(value)) is var found and not CardData.None)
            refusals.Add(new Refusal(HeaderPrefix + name, Reasons.Of(found)));
        else if (CardNames.Of(Encoding.UTF8.GetBytes(name)) is var byName and (CardData.Secret or CardData.Track))
            refusals.Add(new Refusal(HeaderPrefix + name, Reasons.Of(byName)));
        else
            attributes[name] = value;
    }

    private static CloudEventContext? Context(Dictionary<string, string?> attributes, List<Refusal> refusals)
    {
        if (attributes.GetValueOrDefault("specversion") is not "1.0")
            refusals.Add(new Refusal("specversion", Reasons.NotCloudEvent));
        foreach (var name in (string[])["id", "source", "type"])
            if (string.IsNullOrEmpty(attributes.GetValueOrDefault(name)))
                refusals.Add(new Refusal(name, Reasons.Missing));
        var id = Checked("id", Member.Id, attributes, refusals);
        var subject = Checked("subject", Member.TerminalId, attributes, refusals);
        var time = attributes.GetValueOrDefault("time");
        DateTimeOffset parsed = default;
        if (time is not null && !Times.TryParse(time, out parsed))
            refusals.Add(new Refusal("time", Reasons.NotTime));
        return refusals.Count > 0 || id is null ? null
            : new CloudEventContext(id, attributes["type"]!, time is null ? null : parsed, subject); // type: checked above
    }

    private static string? Checked(string name, Member member, Dictionary<string, string?> attributes, List<Refusal> refusals)
    {
        if (attributes.GetValueOrDefault(name) is not { Length: > 0 } value)
            return null;
        if (TextShape.Check(Encoding.UTF8.GetBytes(value), member) is not { } reason)
            return value;
        refusals.Add(new Refusal(name, reason));
        return null;
    }

    private static ReadOnlySpan<byte> Refused(List<Refusal> refusals, Refusal refusal)
    {
        refusals.Add(refusal);
        return [];
    }
}
