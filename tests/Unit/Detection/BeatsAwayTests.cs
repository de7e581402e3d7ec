using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Thirty terminals, ten of each carrier: heartbeats of one carrier end at noon while hosts go on answering its terminals.</summary>
public sealed class BeatsAwayTests
{
    private const int OfEach = 10;
    private static readonly string[] Carriers = ["north", "south", "wired"];
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly FleetMap _fleet = new();
    private readonly PresenceWatch _presences;
    private readonly BeatsAway _away;

    public BeatsAwayTests()
    {
        for (var number = 0; number < OfEach * Carriers.Length; number++)
            _fleet.Register(new TerminalRecord { TerminalId = $"T{number}", Carrier = Carriers[number / OfEach], Region = $"R{number % 2}", Model = "S90", SoftwareVersion = "1.0" });
        _presences = new PresenceWatch(_fleet, new ActivityHistory(_fleet));
        _away = new BeatsAway(_fleet);
        for (var terminal = 0; terminal < _fleet.Terminals; terminal++)
            Beats(terminal, from: -60, until: terminal < OfEach ? 0 : 180);
    }

    [Fact]
    public void Nobody_is_covered_before_three_were_answered()
    {
        Answered(0, 1);
        Assert.False(IsCovered(5));
        Answered(2);
        Assert.True(IsCovered(5));
    }

    [Fact]
    public void Who_has_nothing_in_common_with_them_but_what_is_heard_elsewhere_is_not_covered()
    {
        Answered(0, 1, 2, 3, 4, 5);
        Assert.True(IsCovered(9, At(0)));
        Assert.False(IsCovered(15, At(0)));
    }

    [Fact]
    public void Who_fell_silent_at_another_time_is_not_covered()
    {
        Answered(0, 1, 2, 3);
        Assert.True(IsCovered(9, At(-20)));
        Assert.False(IsCovered(9, At(-130)));
        Assert.False(IsCovered(9, At(130)));
    }

    [Fact]
    public void Where_most_of_them_are_heard_a_few_are_not_it()
    {
        for (var terminal = 4; terminal < OfEach; terminal++)
            Beats(terminal, from: 15, until: 180);
        Answered(0, 1, 2);
        Assert.False(IsCovered(3));
    }

    [Fact]
    public void After_days_it_says_nothing_of_whoever_falls_silent_then()
    {
        Answered(0, 1, 2);
        _away.Count(_presences, At(5 * 24 * 60));
        Assert.False(_away.Any);
    }

    /// <summary>But not whoever closed its shop when its habits allow it.</summary>
    [Fact]
    public void Whoever_is_covered_is_not_judged_silent_and_what_it_tries_is_supposed()
    {
        for (var terminal = 0; terminal < OfEach; terminal++)
            _presences[terminal].Missed = 3;
        _presences[9].Excused = true;
        Answered(0, 1, 2);
        List<(int Terminal, long Span)> unheard = [];
        _presences.Beatless.Find(At(120), unheard);

        Assert.Equal(Enumerable.Range(0, OfEach - 1), unheard.Select(one => one.Terminal));
        Assert.All(Enumerable.Range(0, _fleet.Terminals), terminal => Assert.Equal(terminal < OfEach - 1, _presences[terminal].LivesUnheard));
    }

    private static long At(int minute) => Noon.AddMinutes(minute).UtcTicks;

    private void Beats(int terminal, int from, int until)
    {
        for (var minute = from; minute <= until; minute += 15)
            _presences.Heard(terminal, At(minute) - (terminal * TimeSpan.TicksPerSecond), beat: true);
    }

    private void Answered(params int[] terminals)
    {
        foreach (var terminal in terminals)
            _presences.Beatless.Answered(terminal, At(90));
    }

    private bool IsCovered(int terminal, long? lastBeat = null)
    {
        _away.Count(_presences, At(185));
        return _away.Covers(_fleet.LookOf(terminal), lastBeat ?? _presences[terminal].LastBeat);
    }
}
