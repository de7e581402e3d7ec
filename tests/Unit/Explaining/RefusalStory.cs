using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Unit.Architecture;

namespace FleetWatch.Unit.Explaining;

/// <summary>One story of look-alikes.txt.</summary>
internal sealed record RefusalStory(string Name, RefusalCase Case, string Expected, double Least, string? Because)
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private static readonly (string Terminal, string Site, string Merchant, string Carrier, string Region, string Version)[] Estate =
    [
        ("T1", "S1", "M1", "cmcc", "North", "1.0"), ("T2", "S1", "M1", "cmcc", "North", "1.0"), ("T3", "S1", "M1", "cmcc", "North", "1.0"),
        ("T4", "S2", "M1", "cmcc", "North", "1.0"), ("T5", "S3", "M2", "cmcc", "North", "1.0"), ("T6", "S4", "M3", "telecom", "North", "2.0"),
        ("T7", "S5", "M4", "telecom", "North", "2.0"), ("T8", "S6", "M4", "cmcc", "South", "1.0"),
        ("T10", "S7", "M5", "telecom", "South", "2.0"), ("T11", "S8", "M6", "telecom", "South", "2.0"), ("T12", "S9", "M7", "telecom", "South", "2.0"),
        ("T13", "S10", "M8", "telecom", "South", "2.0"),
    ];

    public static IReadOnlyList<RefusalStory> All { get; } = Read(Path.Combine(Checkout.Root, "tests", "Unit", "Explaining", "look-alikes.txt"));

    private static List<RefusalStory> Read(string path) =>
        [.. File.ReadAllText(path).Split("== ").Skip(1).Select(story => Of(story.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];

    private static RefusalStory Of(string[] lines)
    {
        var given = new RefusalCase
        {
            Failure = (TransactionFailed)Event(lines.Single(line => line.StartsWith("refused ", StringComparison.Ordinal)).Split(' ')),
            Fleet = Fleet(),
            Around = [.. lines.Skip(1).Select(line => line.Split(' ')).Where(line => line[0] is "failed" or "yesterday" or "approved" or "fault" or "started" or "software").Select(Event)],
            Facts = [.. lines.Select(line => line.Split(' ')).Where(line => line[0] == "worked").Select(Hour)],
            Findings = [.. lines.Select(line => line.Split(' ')).Where(line => line[0] == "finding").Select(Finding)],
            VersionShare = 0.3,
            Looked = new LookedAt(At("00:00"), At("23:59"), lines.Length),
        };
        var expected = lines.Single(line => line.StartsWith("expect ", StringComparison.Ordinal)).Split(' ');
        return new RefusalStory(lines[0], given, expected[1], double.Parse(expected[4], CultureInfo.InvariantCulture), expected.Length > 6 ? expected[6] : null);
    }

    private static Dictionary<string, TerminalRecord> Fleet() => Estate.ToDictionary(one => one.Terminal, one => new TerminalRecord
    {
        TerminalId = one.Terminal, SiteId = one.Site, MerchantId = one.Merchant, Carrier = one.Carrier, Region = one.Region, Model = "S90",
        SoftwareVersion = one.Version, LatestVersion = "2.0", TimeZone = "Asia/Shanghai",
    });

    private static TerminalEvent Event(string[] words) => words[0] switch
    {
        "refused" or "failed" => Failed(words),
        "yesterday" => Failed(words) with { OccurredAt = At(words[1]).AddDays(-1) },
        "approved" => new TransactionApproved { Id = Id(words), TerminalId = words[2], OccurredAt = At(words[1]), CardRef = words[4], Bin = "62001111", EntryMode = words[^1] },
        "fault" => new TerminalFaulted { Id = Id(words), TerminalId = words[2], OccurredAt = At(words[1]), Component = words[3] },
        "started" => new TerminalStarted { Id = Id(words), TerminalId = words[2], OccurredAt = At(words[1]), Reason = words[3] },
        "software" => new SoftwareChanged { Id = Id(words), TerminalId = words[2], OccurredAt = At(words[1]), SoftwareVersion = words[3] },
        _ => throw new FormatException($"\"{string.Join(' ', words)}\" is no sentence of a story."),
    };

    // refused|failed TIME TERMINAL card NAME [bin DIGITS] CODE by ENTRY
    private static TransactionFailed Failed(string[] words) => new()
    {
        Id = Id(words),
        TerminalId = words[2],
        OccurredAt = At(words[1]),
        CardRef = words[4],
        Bin = words[5] == "bin" ? words[6] : "62001111",
        ResponseCode = words[^3].Length == 2 ? words[^3] : null,
        ErrorCode = words[^3].Length == 2 ? null : words[^3],
        EntryMode = words[^1],
    };

    private static HourlyActivity Hour(string[] words) => new()
    {
        TerminalId = words[1], At = At("15:00"), Hour = At("14:00"), Heartbeats = 4,
        Attempts = int.Parse(words[2], CultureInfo.InvariantCulture), Approvals = int.Parse(words[2], CultureInfo.InvariantCulture) - 1,
    };

    private static Finding Finding(string[] words) => Support.Findings.Finding("f-1", words[1], Enum.Parse<ScopeKind>(words[2]), words[3], openedAt: At("13:50"));

    private static string Id(string[] words) => string.Join('-', words);

    private static DateTimeOffset At(string time) => new(DateTime.Parse($"2026-11-05T{time}", CultureInfo.InvariantCulture), Shanghai);
}
