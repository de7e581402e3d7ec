using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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
    /// <summary>As long as the compiler needs to see what is called often, and to compile that once more.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);
    private const int Tenths = 10;
    private static readonly DateTimeOffset Start = new(2026, 11, 5, 2, 58, 29, TimeSpan.Zero);

    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long each measurement lasts.", DefaultValueFactory = _ => 3 };
        var tables = new Option<string[]>("--table") { Description = "Which ready tables.", DefaultValueFactory = _ => [.. ReadyTables.Names], AllowMultipleArgumentsPerToken = true };
        var command = new Command("iso8583", "ISO 8583 messages to events on one core; needs no servers.") { seconds, tables };
        command.SetAction(given => Measure(TimeSpan.FromSeconds(given.GetValue(seconds)), given.GetRequiredValue(tables)));
        return command;
    }

    private static void Measure(TimeSpan length, string[] tables)
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, one thread");
        Console.WriteLine("A second is one of processor time; median and best of ten parts of each measurement, because other work shares caches and host.");
        Console.WriteLine("table           what                           messages/s: median        best  bytes allocated a message");
        Limits(length);
        foreach (var name in tables)
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

    /// <summary>What no way of reading can do without: a hash for each card that is new, of which a sale's two messages carry one.</summary>
    private static void Limits(TimeSpan length)
    {
        const int hashes = 1000;
        var (key, card, hash) = (new byte[CardTokens.ShortestKey], "6224242300000000"u8.ToArray(), new byte[SHA256.HashSizeInBytes]);
        foreach (var byOpenSsl in new[] { true, false }.Where(one => !one || OpenSsl.IsThere))
        {
            using var bare = new CardHash(key, byOpenSsl);
            Report("(limit)", $"HMAC-SHA-256 by {(byOpenSsl ? "OpenSSL" : "the framework")}", length, hashes, () =>
            {
                for (var at = 0; at < hashes; at++)
                    bare.Of(card, hash);
            });
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
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < Warm;)
            round();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var tenths = Enumerable.Range(0, Tenths).Select(_ => Slice(length / Tenths, messages, round)).ToList();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)tenths.Sum(tenth => tenth.Messages);
        var rates = tenths.Select(tenth => tenth.Messages / tenth.Seconds).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{table,-15} {what,-32} {rates[Tenths / 2],12:N0} {rates[^1],12:N0} {bytes,10:N1}"));
    }

    private static (long Messages, double Seconds) Slice(TimeSpan length, int messages, Action round)
    {
        var (clock, processor, rounds) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0L);
        for (; clock.Elapsed < length; rounds++)
            round();
        return (rounds * messages, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }
}
