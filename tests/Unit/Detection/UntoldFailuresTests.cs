using FleetWatch.Detection.Baselines;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Failures that heartbeats counted and nobody told of: twenty sites, each with one failure in a quarter of an hour.</summary>
public sealed class UntoldFailuresTests
{
    private const int Sites = 20;
    private UntoldFailures _failures = new();
    private int _minute;

    [Fact]
    public void A_feed_that_brings_no_failures_is_known_within_the_hour_and_so_is_its_end()
    {
        Quarters(100, _ => 0);
        Assert.Equal(0, _failures.Share);
        Quarters(4, _ => 1);
        Assert.InRange(_failures.Share, 0.4, 0.8);
        Quarters(8, _ => 1);
        Assert.InRange(_failures.Share, 0.85, 1);
        Quarters(12, _ => 0);
        Assert.InRange(_failures.Share, 0, 0.1);
    }

    [Fact]
    public void What_this_fleet_never_tells_is_not_missed()
    {
        Quarters(100, site => site % 4 == 0 ? 1 : 0);
        Assert.InRange(_failures.Share, 0, 0.02);
        Quarters(12, site => site % 2 == 0 ? 1 : 0);
        Assert.InRange(_failures.Share, 0.2, 0.34);
    }

    [Fact]
    public void One_site_whose_line_is_dead_is_not_the_feed()
    {
        Quarters(100, _ => 0);
        Quarters(24, site => site == 3 ? 30 : 0, site => site == 3 ? 30 : 1);
        Assert.Equal(0, _failures.Share);
        Quarters(24, site => site is 3 or 7 ? 30 : 0, site => site is 3 or 7 ? 30 : 1);
        Assert.InRange(_failures.Share, 0.4, 0.7);
    }

    [Fact]
    public void Nothing_is_said_until_enough_was_counted()
    {
        Quarters(9, _ => 1);
        Assert.Equal(0, _failures.Share);
    }

    /// <summary>What was lost in the evening is still lost in the night, when next to nothing is counted.</summary>
    [Fact]
    public void A_night_without_failures_is_no_end_of_it()
    {
        Quarters(100, _ => 0);
        Quarters(12, _ => 1);
        var evening = _failures.Share;
        Quarters(32, _ => 0, _ => 0);

        Assert.Equal(evening, _failures.Share, 0.05);
    }

    [Fact]
    public void What_is_missed_for_days_is_not_taken_for_usual_at_once()
    {
        Quarters(400, _ => 0);
        Quarters(3 * 96, site => site % 2);
        Assert.InRange(_failures.Share, 0.3, 0.5);
    }

    [Fact]
    public void A_restart_changes_nothing()
    {
        Quarters(100, _ => 0);
        Quarters(2, site => site % 2);
        using var state = new MemoryStream();
        _failures.Write(new BinaryWriter(state));
        var unbroken = (_failures, _minute);
        Quarters(3, site => site % 2);
        var share = _failures.Share;
        state.Position = 0;
        (_failures, _minute) = (new UntoldFailures(), unbroken._minute);
        _failures.Read(new BinaryReader(state));
        Quarters(3, site => site % 2);

        Assert.Equal(share, _failures.Share);
        Assert.True(share > 0.1);
    }

    private void Quarters(int quarters, Func<int, int> untold, Func<int, int>? counted = null)
    {
        for (var end = _minute + (15 * quarters); _minute < end;)
        {
            for (var site = 0; site < Sites && _minute % 15 == 0; site++)
                _failures.Counted(site, counted?.Invoke(site) ?? 1, untold(site));
            _failures.Turn(++_minute * TimeSpan.TicksPerMinute);
        }
    }
}
