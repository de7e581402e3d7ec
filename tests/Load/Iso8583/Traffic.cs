using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;

namespace FleetWatch.Load.Iso8583;

/// <summary>Sales and their answers, one in ten declined, of 500 terminals with a card each.</summary>
internal static class Traffic
{
    private const int Sales = 500;

    /// <param name="table">How it is written.</param>
    /// <param name="part">Another part has other terminals, trace numbers and cards.</param>
    public static byte[][] Of(FieldTable table, int part = 0)
    {
        var writer = new MessageWriter(table);
        return [.. Enumerable.Range(part * Sales, Sales).SelectMany(number => new[] { Request(table, number), Response(table, number) })
            .Select(draft => writer.Write(draft))];
    }

    private static MessageDraft Request(FieldTable table, int number)
    {
        var draft = Common(table, number, "200");
        draft[2] = $"62242423{number:00000000}";
        draft[3] = "000000";
        draft[4] = $"{number + 100}";
        draft[14] = "2903";
        draft[22] = table.Version == 1 ? "510101511344" : "051";
        draft[25] = table.Version == 1 ? "1000" : "00";
        draft[35] = $"62242423{number:00000000}=29032010000000000";
        draft[49] = "156";
        draft[52] = "0123456789ABCDEF";
        return draft;
    }

    private static MessageDraft Response(FieldTable table, int number)
    {
        var draft = Common(table, number, "210");
        draft[37] = $"{number:000000000000}";
        draft[39] = (number % 10 == 0, table.Version) switch { (true, 1) => "907", (true, _) => "91", (_, 1) => "000", _ => "00" };
        return draft;
    }

    private static MessageDraft Common(FieldTable table, int number, string type)
    {
        var draft = new MessageDraft { Mti = $"{table.Version}{type}", [11] = $"{number:000000}", [41] = $"T{number:0000000}", [42] = "MERCHANT-1" };
        if (table.Rule(7) is not null)
            draft[7] = "1105025829";
        draft[12] = table.Version == 1 ? "261105105829" : "105829";
        if (table.Version == 0)
            draft[13] = "1105";
        return draft;
    }
}
