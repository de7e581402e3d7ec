using System.CommandLine;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Switch;
using NodaTime;

namespace FleetWatch.Simulator.Captures;

/// <summary>The options by which <c>import</c> and <c>replay</c> take ISO 8583 instead of events.</summary>
internal sealed class CaptureOptions
{
    private static readonly string[] Formats = ["events", "frames", "hex", "pcap"];
    private readonly Option<string?> _format = new("--format") { Description = Texts.Of("import-format") };
    private readonly Option<string> _zone = new("--time-zone") { Description = Texts.Of("import-zone"), DefaultValueFactory = _ => "Asia/Shanghai" };
    private readonly Option<string?> _cardKey = new("--card-key") { Description = Texts.Of("import-card-key"), HelpName = "file" };
    private readonly WireOptions _wire = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_zone);
        command.Options.Add(_cardKey);
        _wire.AddTo(command);
    }

    /// <summary>
    /// Makes events of a capture, beside it: they are imported or replayed like any others, and an import of them goes on where it
    /// was stopped, because the same capture makes the same events.
    /// </summary>
    /// <returns>The file of events, and how many messages could not be read; the file itself where it holds events.</returns>
    /// <exception cref="UnusableInputException">The options or the file cannot be used.</exception>
    public async Task<(string Path, long Refused)> Events(Screen screen, ParseResult given, string path, CancellationToken ct)
    {
        var format = given.GetValue(_format) ?? Guess(path);
        if (!Formats.Contains(format))
            throw new UnusableInputException(Texts.Of("capture-no-format", format, string.Join(", ", Formats)));
        if (format == "events")
            return (path, 0);
        using var tokens = Tokens(given.GetValue(_cardKey));
        // Messages without times count as heard when the file was written, not now: an import that goes on tomorrow makes the same events.
        var reading = new CaptureReading(_wire.Of(given), tokens, Zone(given.GetRequiredValue(_zone)), new DateTimeOffset(File.GetLastWriteTimeUtc(path)));
        var target = path + ".events.ndjson";
        await screen.WithProgressAsync(Texts.Of("capture-progress"), new FileInfo(path).Length,
            report => Task.Run(() => reading.Write(path, format, target, report, ct), ct));
        reading.Summarise(screen);
        return (target, reading.Refused);
    }

    private static string Guess(string path) => Path.GetExtension(path) switch
    {
        ".hex" => "hex",
        ".frames" => "frames",
        ".pcap" or ".pcapng" => "pcap",
        _ => "events",
    };

    private static DateTimeZone Zone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
        ?? throw new UnusableInputException(Texts.Of("capture-no-zone", name));

    private static CardTokens? Tokens(string? path)
    {
        if (path is null)
            return null;
        if (!File.Exists(path))
            throw new UnusableInputException(Texts.Of("no-such-file", path));
        var key = File.ReadAllBytes(path);
        return key.Length >= CardTokens.ShortestKey
            ? new CardTokens(key)
            : throw new UnusableInputException(Texts.Of("capture-short-key", path, CardTokens.ShortestKey));
    }
}
