using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class FleetDetectorTests
{
    private static readonly Scenario TwoTroubles = new(24, 3, 8, 4,
    [
        new Trouble("site", "S02", (2 * 24 * 60) + 600, (2 * 24 * 60) + 1200, 20, ["mag-read-error", "contactless-read-error"], "02", false, null),
        new Trouble("terminal", "T20", (2 * 24 * 60) + 700, (2 * 24 * 60) + 1100, 15, ["pinpad-error"], "05", false, null),
    ], []);

    [Fact]
    public void An_event_that_comes_twice_changes_nothing()
    {
        var (once, twice) = (new Watched(ScenarioFeed.Fleet(TwoTroubles)), new Watched(ScenarioFeed.Fleet(TwoTroubles)));

        foreach (var (minute, events) in ScenarioFeed.Of(TwoTroubles))
        {
            once.Minute(minute, events);
            twice.Minute(minute, events.Concat(events));
        }

        Assert.NotEmpty(once.Said);
        Assert.Equal(Json(once), Json(twice));
    }

    [Theory]
    [InlineData((2 * 24 * 60) + 5)]
    [InlineData((2 * 24 * 60) + 700)]
    [InlineData((3 * 24 * 60) + 100)]
    public void Goes_on_after_a_restart_as_if_there_had_been_none(int restart)
    {
        var (steady, restarted) = (new Watched(ScenarioFeed.Fleet(TwoTroubles)), new Watched(ScenarioFeed.Fleet(TwoTroubles)));

        foreach (var (minute, events) in ScenarioFeed.Of(TwoTroubles))
        {
            if (minute == restart)
                restarted.Detector = Reloaded(restarted.Detector);
            steady.Minute(minute, events);
            restarted.Minute(minute, events);
        }

        Assert.NotEmpty(steady.Said);
        Assert.Equal(Json(steady), Json(restarted));
    }

    [Fact]
    public void Order_within_a_minute_does_not_change_what_is_told()
    {
        var (straight, reversed) = (new Watched(ScenarioFeed.Fleet(TwoTroubles)), new Watched(ScenarioFeed.Fleet(TwoTroubles)));

        foreach (var (minute, events) in ScenarioFeed.Of(TwoTroubles))
        {
            straight.Minute(minute, events);
            reversed.Minute(minute, events.AsEnumerable().Reverse());
        }

        Assert.NotEmpty(straight.Told());
        Assert.Equal(straight.Told(), reversed.Told());
    }

    [Fact]
    public void A_damaged_state_is_refused()
    {
        var state = new MemoryStream();
        new FleetDetector("org", new DetectionSettings()).Save(state);
        state.SetLength(state.Length - 3);
        state.Position = 0;

        Assert.Throws<InvalidDataException>(() => FleetDetector.Load(state, "org", new DetectionSettings()));
    }

    [Fact]
    public void A_state_of_an_earlier_format_is_refused()
    {
        var state = Saved(new FleetDetector("org", new DetectionSettings())).ToArray();
        "FWDA"u8.CopyTo(state);

        Assert.Throws<InvalidDataException>(() => FleetDetector.Load(new MemoryStream(state), "org", new DetectionSettings()));
    }

    [Fact]
    public void A_setting_out_of_its_range_is_refused() =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => new FleetDetector("org", new DetectionSettings { LeastRate = 0.5 }));

    [Fact]
    public void A_terminal_that_nobody_registered_is_watched_by_its_id()
    {
        var detector = new FleetDetector("org", new DetectionSettings());

        Assert.True(detector.Observe(new TerminalHeartbeat { Id = "1", TerminalId = "stray", OccurredAt = ScenarioFeed.Start }, ScenarioFeed.Start));
        Assert.False(detector.Observe(new TerminalHeartbeat { Id = "1", TerminalId = "stray", OccurredAt = ScenarioFeed.Start }, ScenarioFeed.Start));
    }

    [Fact]
    public void What_is_expected_changes_nothing_whether_it_comes_or_not()
    {
        var (plain, told) = (new Watched(ScenarioFeed.Fleet(TwoTroubles)), new Watched(ScenarioFeed.Fleet(TwoTroubles)));

        foreach (var (minute, events) in ScenarioFeed.Of(TwoTroubles))
        {
            plain.Minute(minute, events);
            foreach (var soon in events.Where((_, at) => at % 3 != 0))
                told.Detector.Expect(soon);
            told.Detector.Expect(new TerminalStarted { Id = "never", TerminalId = $"stray {minute}", OccurredAt = ScenarioFeed.Start });
            told.Minute(minute, events);
        }

        Assert.NotEmpty(plain.Said);
        Assert.Equal(Json(plain), Json(told));
        Assert.Equal(Saved(plain.Detector).ToArray(), Saved(told.Detector).ToArray());
    }

    [Fact]
    public void What_is_kept_of_an_issuer_does_not_depend_on_how_many_terminals_there_are()
    {
        var detector = new FleetDetector("org", new DetectionSettings());
        for (var terminal = 0; terminal < 2000; terminal++)
            detector.Observe(new TerminalHeartbeat { Id = "1", TerminalId = $"T{terminal}", OccurredAt = ScenarioFeed.Start }, ScenarioFeed.Start);
        detector.Observe(Failure("1", null), ScenarioFeed.Start);
        var before = Saved(detector).Length;

        detector.Observe(Failure("2", "62220210"), ScenarioFeed.Start);

        Assert.InRange(Saved(detector).Length - before, 1, 2000);

        static TransactionFailed Failure(string id, string? bin) =>
            new() { Id = id, TerminalId = "T0", OccurredAt = ScenarioFeed.Start, ResponseCode = "51", Bin = bin };
    }

    private static FleetDetector Reloaded(FleetDetector detector) => FleetDetector.Load(Saved(detector), "org", new DetectionSettings());

    private static MemoryStream Saved(FleetDetector detector)
    {
        var state = new MemoryStream();
        detector.Save(state);
        state.Position = 0;
        return state;
    }

    private static string Json(Watched watched) => JsonSerializer.Serialize(watched.Said, JsonSerializerOptions.Web);
}
