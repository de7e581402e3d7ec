using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>Where and when a trouble may be put: the fleet, the time that is left, and the dice.</summary>
internal sealed record Placement(EstatePlan Estate, DateTimeOffset From, DateTimeOffset Until, Dice Dice)
{
    /// <summary>Key of the scope that holds every terminal.</summary>
    public const string WholeFleet = "fleet";
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    private static readonly TimeSpan LeastAfterwards = TimeSpan.FromHours(6);

    public Twists Twists { get; init; }

    /// <summary>Where it is to be, when somebody asked for a place; null: anywhere.</summary>
    public string? Wanted { get; init; }

    /// <summary>When it is to begin, when somebody asked for it.</summary>
    public DateTimeOffset? WantedStart { get; init; }

    /// <summary>One terminal with enough customers to notice.</summary>
    public Injection? Terminal(IFault fault, double least, double most, double shortestHours, double longestHours,
        Func<SimTerminal, bool>? fits = null) =>
        Group(fault, ScopeKind.Terminal, t => t.Id, (least, most), (shortestHours, longestHours),
            group => group[0].DailyCustomers > 25 && (fits is null || fits(group[0])));

    /// <summary>One of the groups that <paramref name="key"/> makes.</summary>
    /// <param name="fault">What.</param>
    /// <param name="kind">The scope's kind.</param>
    /// <param name="key">The scope's key of a terminal; null: in no group.</param>
    /// <param name="strength">Least and most.</param>
    /// <param name="hours">Shortest and longest.</param>
    /// <param name="fits">Which groups will do.</param>
    public Injection? Group(IFault fault, ScopeKind kind, Func<SimTerminal, string?> key, (double Least, double Most) strength,
        (double Shortest, double Longest) hours, Func<IReadOnlyList<SimTerminal>, bool> fits)
    {
        var groups = Estate.Terminals.Where(t => t.Registered && key(t) is not null).GroupBy(t => key(t)!) // Filtered in the line before.
            .Select(group => (group.Key, Members: group.ToList()))
            .Where(group => Wanted is null ? fits(group.Members) : group.Key == Wanted).ToList();
        if (groups.Count == 0)
            return null;
        var (chosen, members) = Dice.Pick(groups);
        return Begin(fault, new Scope(kind, chosen), strength, hours) with { Terminals = [.. members.Select(t => t.Index)] };
    }

    /// <summary>One of the more common issuers.</summary>
    public Injection Issuer(IFault fault, int ranks, double least, double most, double shortestHours, double longestHours)
    {
        var issuer = Dice.Below(ranks);
        return Begin(fault, new Scope(ScopeKind.Issuer, Card.BinOf(issuer)), (least, most), (shortestHours, longestHours)) with { Issuer = issuer };
    }

    /// <summary>One card on its way through the shops of one region.</summary>
    public Injection CardOnItsWay(IFault fault, double least, double most, double shortestHours, double longestHours, double visitsPerHour)
    {
        var terminal = Dice.Pick(Estate.Terminals);
        var card = new Card(Dice.Bits(), terminal.RegionIndex);
        while (card.Flaw != CardFlaw.None)
            card = card with { Id = Dice.Bits() };
        var shops = Estate.Terminals.Where(t => t.Registered && t.RegionIndex == terminal.RegionIndex).OrderBy(_ => Dice.Unit()).Take(6).ToList();
        return Begin(fault, new Scope(ScopeKind.Card, card.Ref), (least, most), (shortestHours, longestHours)) with
        {
            Card = card,
            Terminals = [.. shops.Select(t => t.Index)],
            VisitsPerHour = visitsPerHour / shops.Count,
        };
    }

    private Injection Begin(IFault fault, Scope scope, (double Least, double Most) strength, (double Shortest, double Longest) hours)
    {
        var days = Math.Max(0, (Until - LeastAfterwards - From).TotalDays);
        var day = (From.ToOffset(Offset) + TimeSpan.FromDays(Math.Floor(Dice.Between(0, days)))).Date;
        var start = new DateTimeOffset(day, Offset) + TimeSpan.FromMinutes(Math.Floor(Dice.Between(9, 18) * 60));
        start = WantedStart ?? (start < From ? From : start);
        var end = start + TimeSpan.FromMinutes(Math.Round(Dice.Between(hours.Shortest, hours.Longest) * 60));
        return new Injection
        {
            Fault = fault,
            Scope = scope,
            Start = start,
            End = end < Until ? end : Until,
            Strength = Math.Round(Dice.Between(strength.Least, strength.Most), 2),
        };
    }
}
