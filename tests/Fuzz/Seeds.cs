using System.Buffers;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;

namespace FleetWatch.Fuzz;

/// <summary>Whole messages to begin with, one of every kind and table, alone and framed.</summary>
internal static class Seeds
{
    public static IReadOnlyList<byte[]> All(string? folder)
    {
        List<byte[]> seeds = [[]];
        foreach (var table in Tables())
            foreach (var draft in Drafts(table))
            {
                var message = new MessageWriter(table).Write(draft);
                seeds.Add(message);
                var framed = new ArrayBufferWriter<byte>();
                new FrameFormat(FrameLength.TwoBytes).Write(message, framed);
                seeds.Add(framed.WrittenSpan.ToArray());
            }
        if (folder is not null)
            seeds.AddRange(Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Order()
                .Where(path => path.EndsWith(".dat", StringComparison.Ordinal) || path.EndsWith(".hex", StringComparison.Ordinal))
                .Select(path => path.EndsWith(".hex", StringComparison.Ordinal) ? Convert.FromHexString(File.ReadAllText(path).Trim()) : File.ReadAllBytes(path)));
        return seeds;
    }

    public static FieldTable Table(string name)
    {
        if (ReadyTables.Names.Contains(name))
            return ReadyTables.Load(name);
        using var file = File.OpenText(name);
        return FieldTableFile.Read(name, file);
    }

    public static IReadOnlyList<FieldTable> Tables() => [.. ReadyTables.Names.Select(ReadyTables.Load)];

    private static IEnumerable<MessageDraft> Drafts(FieldTable table)
    {
        foreach (var type in new[] { "100", "200", "210", "220", "400", "420", "800", "810" })
        {
            var draft = new MessageDraft { Mti = $"{table.Version}{type}" };
            foreach (var rule in table.Fields.Where(rule => rule.Number is > 1 and not 90 and not 56 and not 95))
                draft[rule.Number] = Value(rule);
            yield return draft;
        }
    }

    private static string Value(FieldRule rule)
    {
        var length = rule.Prefix.Digits > 0 ? Math.Min(rule.Length, 19) : rule.Length;
        return rule.Content switch
        {
            Content.MonthDay => "1105",
            Content.Time => "105829",
            Content.MonthDayTime => "1105025829",
            Content.YearMonth => "2911",
            Content.YearMonthDay => "261105",
            Content.Bytes => new string('9', 2 * length),
            Content.SignedDigits => "C" + new string('1', length - 1),
            Content.Letters => new string('A', length),
            Content.Digits or Content.Track => "6224242200000035421"[..Math.Min(19, length)],
            _ when rule.Coding is Coding.Binary or Coding.Hex => new string('9', 2 * length),
            _ when rule.Content.ToString().Contains("Year", StringComparison.Ordinal) => "261105105829",
            _ => new string('7', length),
        };
    }
}
