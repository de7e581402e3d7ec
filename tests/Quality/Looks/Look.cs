using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Quality.Looks;

/// <summary>One way in which a cause may show itself, as the field describes it; no other week of the tests has it.</summary>
/// <param name="What">In words.</param>
/// <param name="Where">Whose attempts it fails.</param>
/// <param name="Codes">How they fail, each as likely: response codes, the terminal's own errors, <see cref="NoAnswer"/>.</param>
/// <param name="Cause">What it is to be called.</param>
/// <param name="Strength">The share of those attempts that fails.</param>
/// <param name="From">When it begins on the Thursday, in hours.</param>
/// <param name="Hours">How long it lasts.</param>
/// <param name="Daily">Between which hours of the day in China alone, where it is not all the time; they may span midnight.</param>
/// <param name="EntryMode">By which entry mode alone, where it is not all of them.</param>
internal sealed record Look(string What, Spot Where, string[] Codes, string Cause, double Strength, double From, double Hours, (int From, int Until)? Daily = null, string? EntryMode = null) : IFault
{
    /// <summary>Nobody answers, as this terminal's network would have it.</summary>
    public const string NoAnswer = "no answer";

    public Injection? Place(Placement place) => null;

    public Refusal? Strike(Injection injected, in Attempt attempt, Dice dice)
    {
        if ((EntryMode ?? attempt.EntryMode) != attempt.EntryMode || !Where.Holds(attempt, injected) || !Lasts(attempt.At) || !dice.Chance(Strength))
            return null;
        var code = dice.Pick(Codes);
        return code switch
        {
            NoAnswer => OrdinaryLife.NoAnswer(attempt, dice),
            "no-signal" or "connect-timeout" or "response-timeout" => Refusal.Network(code),
            { Length: > 2 } => Refusal.Local(code, 900),
            _ => Refusal.Host(code, OrdinaryLife.Quick(dice)),
        };
    }

    public Injection In(EstatePlan estate, DateTimeOffset week)
    {
        var start = week.AddDays(3).AddHours(From);
        var (scope, issuer) = Where.Chosen(estate);
        return new Injection
        {
            Fault = this, Scope = scope, Issuer = issuer, Start = start, End = start.AddHours(Hours), Strength = Strength, Terminals = [.. estate.Terminals.Select(one => one.Index)],
        };
    }

    private bool Lasts(DateTimeOffset at)
    {
        var hour = at.ToOffset(TimeSpan.FromHours(8)).Hour;
        return Daily is not var (from, until) || (from < until ? hour >= from && hour < until : hour >= from || hour < until);
    }
}
