using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;

namespace FleetWatch.Simulator.Traffic;

/// <summary>How many come to which terminal in which hour, with which cards.</summary>
internal sealed class Customers(long seed, DateTimeOffset start, Twists twists, bool alwaysOpen = false)
{
    private const double HourlyShape = 6;
    private const double AfterHours = 0.002;
    private const double PromotionChance = 0.004;

    // How far an estate grows or shrinks in four weeks where it drifts.
    private const double DriftPerWeek = 0.12;

    /// <summary>How many to expect in this hour; the shop's luck of the hour is in it, the single customer's is not.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="hour">The hour's start, UTC.</param>
    public double Expected(SimTerminal terminal, DateTimeOffset hour)
    {
        var local = TimeZoneInfo.ConvertTime(hour, terminal.Zone);
        if (!alwaysOpen && !terminal.Trade.IsOpen(local.Hour))
            return AfterHours;
        var day = local.Date.Ticks / TimeSpan.TicksPerDay;
        var weekend = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? terminal.Trade.Weekend : 1;
        var share = alwaysOpen ? 1.0 / 24 : terminal.Trade.Hours[local.Hour] / terminal.Trade.Hours.Sum();
        var luck = Dice.For(seed, (long)Draws.SiteHour, terminal.Site, hour.Ticks).Gamma(HourlyShape)
            * Dice.For(seed, (long)Draws.RegionDay, terminal.RegionIndex, day).LogNormal(0.08);
        var promotion = Dice.For(seed, (long)Draws.SiteDay, terminal.Site, day).Chance(PromotionChance) ? 2.5 : 1;
        return terminal.DailyCustomers * share * weekend * luck * promotion * Drift(terminal, hour) * Holiday(terminal, hour);
    }

    /// <summary>Mostly people from nearby, some from the region, a few from anywhere.</summary>
    public static Card Draw(SimTerminal terminal, int regions, Dice dice)
    {
        var kind = dice.Unit();
        var (pool, size, home) = kind switch
        {
            < 0.8 => ((ulong)terminal.Site + 1, 60 + (int)(terminal.DailyCustomers * 12), terminal.RegionIndex),
            < 0.95 => ((ulong)terminal.RegionIndex + 1_000_000, 40_000, terminal.RegionIndex),
            _ => (2_000_000UL, 400_000, -1),
        };
        var id = Dice.Mix(pool) ^ Dice.Mix((ulong)dice.Below(size) + 7);
        return new Card(id, home >= 0 ? home : (int)(Dice.Mix(id ^ 0x40) % (ulong)Math.Max(1, regions)));
    }

    public static string EntryMode(SimTerminal terminal, Dice dice)
    {
        var at = dice.Unit();
        return at < terminal.SwipeShare ? "02" : at < terminal.SwipeShare + 0.015 ? "01" : at < 0.57 + terminal.SwipeShare / 2 ? "05" : "07";
    }

    private double Drift(SimTerminal terminal, DateTimeOffset hour) => twists.HasFlag(Twists.Drift)
        ? Math.Exp((Dice.For(seed, (long)Draws.Drift, terminal.Index).Chance(0.7) ? 1 : -1) * DriftPerWeek * (hour - start).TotalDays / 7)
        : 1;

    // The sixth day: after the detector has seen an ordinary one of every kind but not this one.
    private double Holiday(SimTerminal terminal, DateTimeOffset hour) =>
        twists.HasFlag(Twists.Holiday) && (hour - start).TotalDays % 7 is >= 5 and < 6 ? terminal.Trade.HolidayFactor : 1;
}
