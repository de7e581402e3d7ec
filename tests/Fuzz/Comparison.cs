using System.Globalization;
using System.Text.Json;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Fuzz;

/// <summary>Whether messages decode to the values that another program gives for them.</summary>
internal static class Comparison
{
    private const int Shown = 10;

    /// <param name="table">How the messages are written.</param>
    /// <param name="drafts">The other program's values: one JSON object a line.</param>
    /// <param name="messages">The messages in hexadecimal, in the same order.</param>
    /// <returns>0 where everything agrees.</returns>
    public static int Run(FieldTable table, string drafts, string messages)
    {
        var (fields, kept, wrong, count) = (0, 0, 0, 0);
        var reader = new MessageReader(table);
        foreach (var (line, hex) in File.ReadLines(drafts).Zip(File.ReadLines(messages)))
        {
            count++;
            var values = JsonSerializer.Deserialize<Dictionary<string, string>>(line)!; // A line of "null" would be no draft.
            if (!reader.TryRead(Convert.FromHexString(hex), new MessageLayout(), out var view, out var error))
            {
                Tell(ref wrong, $"message {count}: {error}");
                continue;
            }
            var decoded = DecodedMessage.Of(view);
            if (!values.Remove("0", out var type) || type != decoded.Mti)
                Tell(ref wrong, $"message {count}: MTI {decoded.Mti}");
            var numbers = values.Keys.Select(key => int.Parse(key, CultureInfo.InvariantCulture)).Order();
            if (!numbers.SequenceEqual(decoded.Fields.Select(field => field.Number)))
                Tell(ref wrong, $"message {count}: other fields");
            foreach (var field in decoded.Fields.Where(field => values.ContainsKey($"{field.Number}")))
            {
                fields++;
                kept += field.Value is null ? 0 : 1;
                if (!Agrees(field, values[$"{field.Number}"]))
                    Tell(ref wrong, $"message {count}: {MessagePart.Label(field.Number)}");
            }
        }
        Console.WriteLine($"{table.Name}: {count} messages, {fields} fields ({kept} of them shown), {wrong} differences");
        return wrong == 0 && count > 0 ? 0 : 1;
    }

    /// <summary>What is secret must be withheld; of a card number six digits are shown; free text may be masked where it may be a card.</summary>
    private static bool Agrees(DecodedField field, string value) => field.Rule.Keeping switch
    {
        Keeping.Secret => field.Value is null,
        Keeping.CardNumber => field.Value == (value.Length < 12 ? new string('*', value.Length) : value[..6] + new string('*', value.Length - 6)),
        Keeping.Scan => field.Value?.Length == value.Length && field.Value.Zip(value).All(pair => pair.First == pair.Second || pair.First == '*'),
        Keeping.Emv => true,
        _ => field.Value == value,
    };

    private static void Tell(ref int wrong, string what)
    {
        if (wrong++ < Shown)
            Console.Error.WriteLine(what);
    }
}
