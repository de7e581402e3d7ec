using System.Text;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Sanitising;

namespace FleetWatch.Ingest.Registry;

/// <summary>A terminal as JSON. Members that the registry does not know are looked through for card data and left out.</summary>
internal static class TerminalJson
{
    /// <param name="json">The body.</param>
    /// <param name="terminalId">The id in the address; the body may leave it out.</param>
    /// <param name="refusals">What is wrong with it.</param>
    /// <returns>Null where there are refusals, or it is no JSON object: then there is none.</returns>
    public static TerminalRecord? Read(ReadOnlySpan<byte> json, string terminalId, List<Refusal> refusals)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 32 });
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                ReadMember(ref reader, row, refusals);
            if (reader.Read())
                return null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            refusals.Clear();
            return null;
        }
        if (!row.TryAdd("terminalId", terminalId) && row["terminalId"] != terminalId)
            refusals.Add(new Refusal("terminalId", "id-differs"));
        var terminal = TerminalForm.Read(row, refusals);
        return refusals.Count == 0 ? terminal : null;
    }

    private static void ReadMember(ref Utf8JsonReader reader, Dictionary<string, string> row, List<Refusal> refusals)
    {
        var name = reader.GetString()!; // a property's name is never null
        var known = TerminalForm.Columns.Any(column => column.Name == name);
        if (!known)
        {
            if (CardScan.Member(ref reader) is { } found)
                refusals.Add(new Refusal(found.Path, Reasons.Of(found.Kind)));
            return;
        }
        reader.Read();
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!, // of a string token, so not null
            JsonTokenType.Number when name is "latitude" or "longitude" => Encoding.ASCII.GetString(reader.ValueSpan),
            JsonTokenType.Null => "",
            _ => null,
        };
        if (text is null)
            Refuse(ref reader, name, refusals);
        else if (!row.TryAdd(name, text))
            refusals.Add(new Refusal(name, Reasons.Twice));
    }

    private static void Refuse(ref Utf8JsonReader reader, string name, List<Refusal> refusals)
    {
        var found = CardScan.Value(ref reader);
        refusals.Add(new Refusal(name, found is null ? Reasons.NotText : Reasons.Of(found.Kind)));
    }
}
