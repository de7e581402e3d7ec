using FleetWatch.Contracts;

namespace FleetWatch.Unit.Detection;

/// <summary>The events of a scenario, minute by minute, without any chance: the same story is the same feed.</summary>
internal static class ScenarioFeed
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Everyday = ["51", "54", "55", "05", "51", "mag-read-error", "51", "chip-read-error"];
    private static readonly string[] Bins = ["62000001", "62000002", "62000003", "62000004", "62000005"];

    public static List<TerminalRecord> Fleet(Scenario scenario) => [.. Enumerable.Range(0, scenario.Terminals).Select(number =>
    {
        var site = number / scenario.PerSite;
        return new TerminalRecord
        {
            TerminalId = $"T{number:00}", SiteId = $"S{site:00}", MerchantId = $"M{site / 2}", Model = "S90",
            SoftwareVersion = site % 4 == 3 ? "1.0" : "2.0", LatestVersion = "2.0", Carrier = site % 2 == 0 ? "cmcc" : "telecom",
            Region = site % 4 < 2 ? "North" : "South", TimeZone = "UTC",
        };
    })];

    public static IEnumerable<(int Minute, List<TerminalEvent> Events)> Of(Scenario scenario)
    {
        var fleet = Fleet(scenario);
        var failed = new int[fleet.Count];
        for (var minute = 0; minute < scenario.Days * 24 * 60; minute++)
        {
            var events = new List<TerminalEvent>();
            for (var number = 0; number < fleet.Count; number++)
                events.AddRange(OfTerminal(scenario, fleet[number], number, minute, failed));
            yield return (minute, events);
        }
    }

    private static IEnumerable<TerminalEvent> OfTerminal(Scenario scenario, TerminalRecord terminal, int number, int minute, int[] failed)
    {
        var struck = scenario.Troubles.Where(trouble => trouble.Strikes(terminal, minute)).ToList();
        if (struck.Exists(trouble => trouble.IsSilence))
            yield break;
        foreach (var trouble in struck.Where(trouble => trouble.Every > 0 && (minute + (number * 7)) % trouble.Every == 0))
        {
            for (var tries = 0; tries < trouble.Tries; tries++)
                yield return Failure(terminal, number, minute, ++failed[number], trouble);
        }
        var traffic = scenario.AttemptsPerHour * struck.Aggregate(1, (times, trouble) => times * trouble.Traffic);
        // One attempt in sixteen is refused for the card's own reasons.
        if ((minute + (number * 11)) % (60 * 16 / traffic) == 0)
            yield return Failure(terminal, number, minute, ++failed[number], null);
        if (minute % 15 != number % 15 || struck.Exists(trouble => trouble.Lacks == "heartbeats"))
            yield break;
        var counts = !struck.Exists(trouble => trouble.Lacks == "counters");
        var passed = struck.Exists(trouble => trouble.NothingPasses) ? 0 : traffic / 4;
        yield return new TerminalHeartbeat
        {
            Id = $"h-{number}-{minute}",
            TerminalId = terminal.TerminalId,
            OccurredAt = At(minute),
            SentAt = At(minute),
            Model = terminal.Model,
            SoftwareVersion = terminal.SoftwareVersion,
            Carrier = terminal.Carrier,
            Attempts = counts ? passed + failed[number] : null,
            Approvals = counts ? passed : null,
            UptimeSeconds = minute * 60,
        };
        failed[number] = 0;
    }

    private static TransactionFailed Failure(TerminalRecord terminal, int number, int minute, int nth, Trouble? trouble)
    {
        var turn = (minute / Math.Max(1, trouble?.Every ?? 1)) + number;
        var code = trouble is null ? Everyday[(minute + number) / 7 % Everyday.Length] : trouble.Codes[turn % trouble.Codes.Length];
        var bin = trouble is { Kind: "issuer" } ? trouble.Key : trouble?.Bin ?? Bins[((minute / 60) + number) % Bins.Length];
        return new TransactionFailed
        {
            Id = $"f-{number}-{minute}-{nth}-{code}",
            TerminalId = terminal.TerminalId,
            OccurredAt = At(minute),
            SentAt = At(minute),
            ResponseCode = code.Length == 2 ? code : null,
            ErrorCode = code.Length == 2 ? null : code,
            EntryMode = trouble?.Mode ?? (code == "mag-read-error" ? "02" : "05"),
            Bin = trouble is { NoCard: true } ? null : bin,
            CardRef = trouble switch { { NoCard: true } => null, { OneCard: true } => "the-one-card", _ => $"c{number}-{minute}" },
            SoftwareVersion = terminal.SoftwareVersion,
            Carrier = terminal.Carrier,
        };
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);
}
