using FleetWatch.Analysis.Steps;
using FleetWatch.Analysis.Storage;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class StepDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<Guid> Nothing = [];
    private readonly FleetState state = new(new FleetDetector("acme", new DetectionSettings()));

    [Fact]
    public void Stores_failures_and_folds_heartbeats()
    {
        var step = Decide(Batch(Failure("T1", "a"), Heartbeat("T1", "h"), Failure("T2", "b")));

        Assert.Equal((2, 3, 0), (step.TerminalEvents, step.Taken, step.Repeats));
        Assert.Equal(["terminal/T1", "terminal/T2"], step.Rows.Streams.Take(2));
    }

    [Fact]
    public void An_event_twice_in_one_group_counts_once()
    {
        var step = Decide(Batch(Failure("T1", "a")), Batch(Failure("T1", "a"), Failure("T1", "b")));

        Assert.Equal((2, 1), (step.TerminalEvents, step.Repeats));
    }

    [Fact]
    public void The_same_id_at_another_terminal_is_another_event()
    {
        var step = Decide(Batch(Failure("T1", "a"), Failure("T2", "a")));

        Assert.Equal(2, step.TerminalEvents);
    }

    [Fact]
    public void A_repeat_that_names_another_time_is_a_repeat()
    {
        Decide(Batch(Failure("T1", "a")));

        var again = Decide(Batch(Failure("T1", "a") with { OccurredAt = Now.AddMinutes(-5) }));

        Assert.Equal((0, 1), (again.TerminalEvents, again.Repeats));
    }

    [Fact]
    public void What_the_store_has_or_the_step_before_brings_is_dropped()
    {
        HashSet<Guid> stored = [StoredId.OfEvent("acme", Failure("T1", "a"))];
        HashSet<Guid> underway = [StoredId.OfEvent("acme", Failure("T1", "b"))];

        var step = StepDecision.Decide(state, [Delivered(Batch(Failure("T1", "a"), Failure("T1", "b"), Failure("T1", "c")))], stored, underway, Now);

        Assert.Equal((1, 2), (step.TerminalEvents, step.Repeats));
    }

    [Fact]
    public void A_batch_that_was_taken_before_leaves_an_empty_step()
    {
        var batch = Batch(Failure("T1", "a"), Heartbeat("T1", "h"));
        Decide(batch);

        var again = Decide(batch);

        Assert.True(again.IsEmpty);
        Assert.Equal((2, 1L), (again.Repeats, state.Step));
    }

    [Fact]
    public void A_clock_that_is_ahead_does_not_move_the_feeds_time_beyond_ours()
    {
        Decide(Batch(Failure("T1", "a")) with { ReceivedAt = Now.AddDays(1) });

        Assert.Equal(Now, state.Clock);
    }

    [Fact]
    public void The_feeds_time_never_falls()
    {
        Decide(Batch(Failure("T1", "a")));
        Decide(Batch(Failure("T1", "b")) with { ReceivedAt = Now.AddHours(-1) });

        Assert.Equal(Now, state.Clock);
    }

    [Fact]
    public void A_state_that_is_saved_and_read_goes_on_the_same()
    {
        var batch = Batch(Failure("T1", "a"));
        Decide(batch);
        var saved = StateFormat.Write(state);

        var read = StateFormat.Read(saved, "acme", new DetectionSettings(), unknown => throw unknown);

        Assert.Equal((state.Step, state.Outputs, state.Clock), (read.Step, read.Outputs, read.Clock));
        Assert.True(read.Batches.Contains(batch.BatchId));
    }

    [Fact]
    public void Only_so_many_batches_are_remembered_and_the_oldest_go_first()
    {
        var batches = new RecentBatches();
        Guid[] ids = [.. Enumerable.Range(0, RecentBatches.Capacity + 1).Select(_ => Guid.NewGuid())];
        foreach (var id in ids)
            batches.Add(id);

        Assert.Equal(RecentBatches.Capacity, batches.Count);
        Assert.False(batches.Contains(ids[0]));
        Assert.True(batches.Contains(ids[1]));
    }

    private Step Decide(params EventBatch[] batches) => StepDecision.Decide(state, [.. batches.Select(Delivered)], Nothing, Nothing, Now);

    private static Delivery Delivered(EventBatch batch) => Delivery.Of(batch, "acme", null);

    private static EventBatch Batch(params TerminalEvent[] events) =>
        new() { BatchId = Guid.NewGuid(), Organisation = "acme", Source = "test", ReceivedAt = Now, Events = events };

    private static TransactionFailed Failure(string terminal, string id) => new() { Id = id, TerminalId = terminal, OccurredAt = Now, ResponseCode = "91" };

    private static TerminalHeartbeat Heartbeat(string terminal, string id) => new() { Id = id, TerminalId = terminal, OccurredAt = Now };
}
