using System.Text.Json;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;

namespace FleetWatch.Fuzz;

/// <summary>Made-up messages for another program to write or to read: one JSON object a line, the message type under "0".</summary>
internal static class Drafts
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly string[] Types = ["0100", "0110", "0200", "0210", "0220", "0400", "0410", "0420", "0800", "0810"];

    public static int Write(FieldTable table, int count, int seed, string? hexPath)
    {
        var random = new Random(seed);
        using var hex = hexPath is null ? null : new StreamWriter(hexPath);
        for (var left = count; left > 0; left--)
        {
            var draft = One(table, random);
            Console.WriteLine(JsonSerializer.Serialize(draft.Fields.ToDictionary(field => $"{field.Key}", field => field.Value).Prepend(KeyValuePair.Create("0", draft.Mti)).ToDictionary()));
            hex?.WriteLine(Convert.ToHexString(new MessageWriter(table).Write(draft)));
        }
        return 0;
    }

    private static MessageDraft One(FieldTable table, Random random)
    {
        var draft = new MessageDraft { Mti = Types[random.Next(Types.Length)], [11] = $"{random.Next(1_000_000):000000}" };
        // Bytes are left out: programs differ in whether they mean them raw or in hexadecimal, and none of them is kept but DE55's tags.
        foreach (var rule in table.Fields.Where(rule => rule.Number is > 1 and < 128 and not 11 && rule.Content is not (Content.Bytes or Content.Track) && random.Next(4) == 0))
            draft[rule.Number] = Value(rule, random);
        return draft;
    }

    private static string Value(FieldRule rule, Random random)
    {
        var length = rule.Prefix.Digits > 0 ? random.Next(1, Math.Min(rule.Length, 60) + 1) : rule.Length;
        var (month, day) = ($"{random.Next(1, 13):00}", $"{random.Next(1, 29):00}");
        var time = $"{random.Next(24):00}{random.Next(60):00}{random.Next(60):00}";
        return rule.Content switch
        {
            Content.MonthDay => month + day,
            Content.Time => time,
            Content.MonthDayTime => month + day + time,
            Content.YearMonth => "29" + month,
            Content.YearMonthDay => "26" + month + day,
            Content.Digits => Text("0123456789", length, random),
            Content.SignedDigits => "C" + Text("0123456789", length - 1, random),
            Content.Letters => Text(Characters[..26], length, random),
            _ => Text(Characters, length, random),
        };
    }

    private static string Text(string letters, int length, Random random) =>
        string.Create(length, (letters, random), static (text, from) => from.random.GetItems(from.letters.AsSpan(), text));
}
