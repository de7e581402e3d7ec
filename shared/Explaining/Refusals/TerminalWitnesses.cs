using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>What else happened at the same terminal.</summary>
internal static class TerminalWitnesses
{
    private const int ManyCards = 3;

    /// <summary>How many times as many cards as on an ordinary day speak of trouble.</summary>
    private const double Excess = 4;
    private const int EnoughAttempts = 20;
    private const int SlowMs = 8000;
    private const int FastMs = 1500;
    private const int WeakDbm = -100;
    private static readonly TimeSpan Day = TimeSpan.FromHours(12);
    private static readonly TimeSpan ClockAhead = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ClockBehind = TimeSpan.FromHours(6);
    private static readonly TimeSpan NewVersion = TimeSpan.FromHours(48);
    private static readonly (int From, int Until) BankHours = (23, 2);

    public static IEnumerable<EvidenceFact> Of(Scene scene) => [.. OtherCards(scene), .. Health(scene), .. Clock(scene), .. Software(scene)];

    private static IEnumerable<EvidenceFact> OtherCards(Scene scene)
    {
        var near = Cards(scene.Alike(Scene.Near).Where(other => other.TerminalId == scene.It.TerminalId));
        var counted = (scene.AttemptsHere(Scene.Near) ?? 0) * RefusalTables.Everyday(scene.Row.Family);
        var expected = Math.Max(counted, scene.Everyday(terminals: 1));
        if (near >= ManyCards && near >= Excess * counted)
            yield return Fact.Of("other-cards-here", ("cards", near), ("expected", Math.Round(counted, 1)));
        else if (near > 0 && near >= Excess * expected)
            yield return Fact.Of("another-card-here", ("cards", near), ("expected", Math.Round(expected, 1)));
        else if (near > 0)
            yield return Fact.Of("few-others-here", ("cards", near));
        else if (scene.AttemptsHere(Day) is >= EnoughAttempts and var tried
            && !scene.Alike(Day).Any(other => other.TerminalId == scene.It.TerminalId))
            yield return Fact.Of("only-card-here", ("attempts", tried));
    }

    // A failure without a token is a card of its own.
    private static int Cards(IEnumerable<TransactionFailed> failures) => failures.Select(other => other.CardRef ?? other.Id).Distinct().Count();

    private static IEnumerable<EvidenceFact> Health(Scene scene)
    {
        foreach (var part in scene.Here<TerminalFaulted>().Where(fault => scene.Distance(fault) <= Day).Select(fault => fault.Component).Distinct())
            yield return Fact.Of($"fault-{part}", ("component", part));
        if (scene.Here<TerminalStarted>().Where(start => scene.Distance(start) <= Scene.Visit).MinBy(scene.Distance) is { } start)
            yield return Fact.Of(start.Reason == "power" ? "restarted-by-power" : "restarted-after", ("minutes", Math.Ceiling(scene.Distance(start).TotalMinutes)));
        if (scene.Given.Facts.OfType<TerminalWentSilent>().Any(silence => silence.TerminalId == scene.It.TerminalId
            && (silence.LastHeardAt - scene.It.OccurredAt).Duration() <= Scene.Near))
            yield return Fact.Of("silent-near");
        if (scene.Here<TerminalHeartbeat>().Where(beat => scene.Distance(beat) <= Scene.Visit).Min(beat => beat.SignalDbm) is { } signal and <= WeakDbm)
            yield return Fact.Of("weak-signal", ("dbm", signal));
        if (scene.It is { ResponseCode: not null, LatencyMs: { } latency } && latency is >= SlowMs or <= FastMs)
            yield return Fact.Of(latency >= SlowMs ? "slow-answer" : "fast-answer", ("seconds", Math.Round(latency / 1000.0, 1)));
    }

    // What was answered by a host was sent at once: then its clock should say when.
    private static IEnumerable<EvidenceFact> Clock(Scene scene)
    {
        var local = TimeZoneInfo.ConvertTime(scene.It.OccurredAt, scene.Given.Zone);
        var night = local.Hour >= BankHours.From || local.Hour < BankHours.Until;
        yield return Fact.Of(night ? "bank-hours" : "outside-bank-hours", ("time", $"{local:HH:mm}"));
        if (scene.It.SentAt is not { } sent)
            yield break;
        var off = scene.It.OccurredAt - sent;
        if (off > ClockAhead || (scene.It.ResponseCode is not null && -off > ClockBehind))
            yield return Fact.Of("clock-off", ("minutes", Math.Round(Math.Abs(off.TotalMinutes))));
    }

    private static IEnumerable<EvidenceFact> Software(Scene scene)
    {
        if (scene.Given.Fleet.Count > 0 && scene.Record is null)
            yield return Fact.Of("unregistered");
        var changed = scene.Here<SoftwareChanged>().Where(change => change.OccurredAt <= scene.It.OccurredAt && scene.Distance(change) <= NewVersion)
            .MaxBy(change => change.OccurredAt);
        if (changed is not null)
            yield return Fact.Of("software-changed", ("version", changed.SoftwareVersion ?? "?"), ("hours", Math.Ceiling(scene.Distance(changed).TotalHours)));
        else if (scene is { Version: { } running, Record.LatestVersion: { } latest })
            yield return Fact.Of(running == latest ? "newest" : "outdated", ("running", running), ("latest", latest));
    }
}
