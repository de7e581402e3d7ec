using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using NodaTime;

namespace FleetWatch.Load.Iso8583;

/// <summary>How many messages one core reads a second, and turns into events, with what it allocates on the way.</summary>
internal static class DecodeRun
{
    private static readonly DateTimeOffset Start = new(2026, 11, 5, 2, 58, 29, TimeSpan.Zero);

    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long each measurement lasts.", DefaultValueFactory = _ => 3 };
        var command = new Command("iso8583", "ISO 8583 messages to events on one core; needs no servers.") { seconds };
        command.SetAction(given => Measure(TimeSpan.FromSeconds(given.GetValue(seconds))));
        return command;
    }

    private static void Measure(TimeSpan length)
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, one thread");
        Console.WriteLine("A second is one of processor time: other work on the machine does not count against it.");
        Console.WriteLine("table           what                               messages/s  by the clock  bytes allocated a message");
        foreach (var name in ReadyTables.Names)
        {
            var table = ReadyTables.Load(name);
            var traffic = Traffic.Of(table);
            Report(name, "read", length, traffic.Length, Reading(table, traffic));
            using var tokens = new CardTokens(new byte[CardTokens.ShortestKey]);
            Report(name, "read, matched, event made", length, traffic.Length, Matching(table, traffic, tokens));
            Report(name, "every card for the first time", length, traffic.Length, Renewing(table, tokens));
            Report(name, "the same without tokens", length, traffic.Length, Matching(table, traffic, null));
        }
    }

    /// <summary>The same with garbage collection, hashing and matching: all that happens between a socket and a batch.</summary>
    private static Action Matching(FieldTable table, byte[][] traffic, CardTokens? tokens)
    {
        var reader = new MessageReader(table);
        var layout = new MessageLayout();
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var feed = new ExchangeFeed(tokens, _ => zone, new ExchangeSettings());
        var events = new List<TerminalEvent>(traffic.Length);
        return () =>
        {
            events.Clear();
            foreach (var message in traffic)
                feed.Take(reader.Read(message, layout), Start, events);
            if (events.Count != traffic.Length / 2)
                throw new InvalidOperationException($"{traffic.Length} messages made {events.Count} events.");
        };
    }

    private static Action Renewing(FieldTable table, CardTokens tokens)
    {
        var traffic = Traffic.Of(table);
        var cards = new NewCards(traffic);
        return cards.Renew + Matching(table, traffic, tokens);
    }

    private static Action Reading(FieldTable table, byte[][] traffic)
    {
        var reader = new MessageReader(table);
        var layout = new MessageLayout();
        return () =>
        {
            foreach (var message in traffic)
                if (!reader.TryRead(message, layout, out _, out var error))
                    throw new InvalidOperationException(error.ToString());
        };
    }

    private static void Report(string table, string what, TimeSpan length, int messages, Action round)
    {
        for (var warm = 0; warm < 50; warm++)
            round();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var rounds = 0L;
        for (; clock.Elapsed < length; rounds++)
            round();
        var count = rounds * messages;
        var elapsed = clock.Elapsed.TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table,-15} {what,-32} {count / used,12:N0} {count / elapsed,13:N0} {bytes,10:N1}"));
    }
}
