using FleetWatch.Analysis.Export;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Incidents;
using FleetWatch.Rehearsing;

namespace FleetWatch.Analysis.Replays;

/// <summary>Runs stored events through two detectors at once, and compares what both make of them.</summary>
internal sealed class ReplayRun(StoredFeed feed, RegisteredTerminals registry)
{
    /// <summary>A detector without habits is another detector: it learns from so much before the span.</summary>
    public static readonly TimeSpan Learning = TimeSpan.FromDays(28);

    private const int MostDifferences = 200;
    private const int TellEvery = 2_048;
    private static readonly string[] Order = ["gained", "lost", "moved"];

    /// <param name="organisation">Whose events.</param>
    /// <param name="asked">Which span, and the settings that are tried.</param>
    /// <param name="now">The settings that hold.</param>
    /// <param name="tell">Told of the share that has been read, and of how many events.</param>
    /// <param name="ct">Gives it up.</param>
    public async Task<ReplayResult> Execute(string organisation, Replay asked, DetectionSettings now, Action<double, long> tell, CancellationToken ct)
    {
        var (changed, errors) = SettingChanges.Apply(now, asked.Changes);
        if (changed is null) // The settings that hold have changed since it was asked for.
            throw new InvalidOperationException(string.Join(" ", errors.Select(error => $"{error.Field}: {error.Reason}")));
        var fleet = await registry.All(organisation, ct);
        Rehearsal[] both = [.. new[] { now, changed }.Select(detection => new Rehearsal(fleet, new BacktestSettings { Detection = detection }))];
        var begin = asked.From - Learning;
        var read = 0L;
        await foreach (var next in feed.Read(organisation, begin, asked.To, ct))
        {
            foreach (var rehearsal in both)
                rehearsal.Take(next);
            if (++read % TellEvery == 0)
                tell(Math.Clamp(((both[0].Until ?? begin) - begin) / (asked.To - begin), 0, 1), read);
        }
        foreach (var rehearsal in both)
            rehearsal.End();
        tell(1, read);
        return Result(SideBySide.Of("", Within(both[0], asked), "", Within(both[1], asked)));
    }

    private static List<Incident> Within(Rehearsal rehearsal, Replay asked) =>
        [.. rehearsal.Incidents.Where(incident => incident.OpenedAt >= asked.From && incident.OpenedAt < asked.To)];

    private static ReplayResult Result(SideBySide compared) => new()
    {
        Now = Side(compared.A),
        Changed = Side(compared.B),
        Same = compared.Same,
        MedianMinutesLater = compared.MedianMinutesLater,
        Gained = compared.Changes.Count(change => change.What == "gained"),
        Lost = compared.Changes.Count(change => change.What == "lost"),
        Moved = compared.Changes.Count(change => change.What == "moved"),
        Differences =
        [
            .. compared.Changes.OrderByDescending(change => change.A?.Page == true || change.B?.Page == true).ThenBy(change => Array.IndexOf(Order, change.What)).Take(MostDifferences)
                .Select(change => new ReplayChange(change.What, Short(change.A), Short(change.B))),
        ],
    };

    private static ReplaySide Side(Side side) => new(side.Incidents, side.WorthAPage, side.Pages, side.MedianDelayMinutes);

    private static ReplayedIncident? Short(Seen? seen) => seen is null ? null : new ReplayedIncident
    {
        Cause = seen.Cause,
        Scope = seen.Scope,
        OpenedAt = seen.OpenedAt,
        ResolvedAt = seen.ResolvedAt,
        Page = seen.Page,
        Confidence = seen.Confidence,
    };
}
