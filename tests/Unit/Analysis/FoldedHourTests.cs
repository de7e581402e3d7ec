using CsCheck;
using FleetWatch.Analysis.Export;
using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class FoldedHourTests
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 5, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Comes_back_as_heartbeats_at_even_distances_with_the_counts_shared_out()
    {
        var beats = FoldedHour.Unfold(Hour(4, 10, 9), counts: true).Cast<TerminalHeartbeat>().ToList();

        Assert.Equal([7.5, 22.5, 37.5, 52.5], beats.Select(beat => (beat.OccurredAt - Ten).TotalMinutes));
        Assert.Equal([2, 3, 2, 3], beats.Select(beat => beat.Attempts));
        Assert.Equal("folded-beat-2026110510-0", beats[0].Id);
    }

    [Fact]
    public void Approvals_that_a_host_reported_come_back_beside_heartbeats_that_count_nothing()
    {
        var events = FoldedHour.Unfold(Hour(2, 3, 3), counts: false).ToList();

        Assert.All(events.OfType<TerminalHeartbeat>(), beat => Assert.Null(beat.Attempts));
        Assert.Equal(3, events.OfType<TransactionApproved>().Count());
    }

    [Fact]
    public void Nothing_is_lost_and_every_id_is_its_own() => Gen.Select(Gen.Int[1, 80], Gen.Int[0, 5000], Gen.Int[0, 5000]).Sample((beats, attempts, approvals) =>
    {
        var events = FoldedHour.Unfold(Hour(beats, attempts, approvals), counts: true).Cast<TerminalHeartbeat>().ToList();
        return events.Sum(beat => beat.Attempts) == attempts && events.Sum(beat => beat.Approvals) == approvals && events.Count == beats
            && events.Select(beat => beat.Id).Distinct().Count() == beats && events.TrueForAll(beat => beat.OccurredAt >= Ten && beat.OccurredAt < Ten.AddHours(1));
    });

    private static HourlyActivity Hour(int beats, int attempts, int approvals) =>
        new() { TerminalId = "T1", At = Ten.AddHours(1), Hour = Ten, Heartbeats = beats, Attempts = attempts, Approvals = approvals };
}
