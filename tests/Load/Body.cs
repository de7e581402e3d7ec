using System.Buffers.Text;
using System.Text;
using FleetWatch.Contracts;

namespace FleetWatch.Load;

/// <summary>
/// One POST body or message, written once; before each use only the ids, terminals and times in it are overwritten in place. So the
/// generator costs the machine next to nothing.
/// </summary>
internal sealed class Body
{
    public const int Events = 100;
    private const string EventMark = "EVENT-ID-MARK-16";
    private const string TerminalMark = "TERMINL";
    private const string TimeMark = "2000-01-01T00:00:00.000Z";
    private static readonly string BatchMark = Guid.Empty.ToString();

    private readonly byte[] bytes;
    private readonly int[] eventIds;
    private readonly int[] terminals;
    private readonly int[] times;
    private readonly int[] batchIds;

    private Body(string text)
    {
        bytes = Encoding.ASCII.GetBytes(text);
        eventIds = Find(text, EventMark);
        terminals = Find(text, TerminalMark);
        times = Find(text, TimeMark);
        batchIds = Find(text, BatchMark);
    }

    public ReadOnlyMemory<byte> Bytes => bytes;

    public static string TerminalId(int number) => $"T{number:D6}";

    /// <summary>What a source posts: a JSON array.</summary>
    public static Body Post() => new($"[{EventTexts()}]");

    /// <summary>What Ingest would have made of it, in MassTransit's envelope.</summary>
    public static Body Message(string organisation) => new($$$"""
        {"messageId":"{{{BatchMark}}}","messageType":["urn:message:{{{typeof(EventBatch).Namespace}}}:{{{nameof(EventBatch)}}}"],
        "message":{"batchId":"{{{BatchMark}}}","organisation":"{{{organisation}}}","source":"load","receivedAt":"{{{TimeMark}}}","events":[{{{EventTexts()}}}]},
        "headers":{}}
        """);

    /// <param name="number">The number of this body in the run: gives its events their ids.</param>
    /// <param name="firstTerminal">The first of 100 consecutive terminals.</param>
    /// <param name="now">The events' time.</param>
    public void Fill(long number, int firstTerminal, DateTimeOffset now)
    {
        for (var at = 0; at < Events; at++)
        {
            WriteHex(bytes.AsSpan(eventIds[at], 16), number * Events + at);
            WriteDecimal(bytes.AsSpan(terminals[at] + 1, 6), firstTerminal + at);
        }
        Span<byte> time = stackalloc byte[33];
        Utf8Formatter.TryFormat(now.UtcDateTime, time, out _, 'O');
        time[23] = (byte)'Z';
        foreach (var offset in times)
            time[..24].CopyTo(bytes.AsSpan(offset));
        if (batchIds.Length == 0)
            return;
        var batch = Guid.NewGuid();
        foreach (var offset in batchIds)
            Utf8Formatter.TryFormat(batch, bytes.AsSpan(offset, 36), out _);
    }

    private static string EventTexts() => string.Join(",", Enumerable.Repeat($$"""
        {"type":"transaction.failed","id":"{{EventMark}}","terminalId":"{{TerminalMark}}","occurredAt":"{{TimeMark}}","responseCode":"91","entryMode":"05","bin":"62002202","cardRef":"c9f3a1c5e2b10","amountMinor":12900,"currency":"CNY","latencyMs":9310,"softwareVersion":"3.2.4","carrier":"cmcc","sentAt":"{{TimeMark}}"}
        """, Events));

    private static int[] Find(string text, string mark)
    {
        List<int> found = [];
        for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            found.Add(at);
        return [.. found];
    }

    private static void WriteHex(Span<byte> target, long value)
    {
        for (var at = target.Length - 1; at >= 0; at--, value >>= 4)
            target[at] = "0123456789abcdef"u8[(int)(value & 15)];
    }

    private static void WriteDecimal(Span<byte> target, int value)
    {
        for (var at = target.Length - 1; at >= 0; at--, value /= 10)
            target[at] = (byte)('0' + value % 10);
    }
}
