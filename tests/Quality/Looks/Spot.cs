using FleetWatch.Contracts;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Quality.Looks;

/// <summary>The attempts that a trouble fails, and the scope that is to be blamed.</summary>
/// <param name="Kind">Of the scope.</param>
/// <param name="Groups">Its key for each terminal; null: no such place.</param>
/// <param name="Rank">Which of the scopes, by how many customers they have.</param>
/// <param name="Issuer">Rank of the issuer whose cards alone it is about; -1: all.</param>
/// <param name="AwayFromHome">Only cards that are used in another region than their own.</param>
internal sealed record Spot(ScopeKind Kind, Func<SimTerminal, string?> Groups, int Rank, int Issuer = -1, bool AwayFromHome = false)
{
    private const int AnyIssuer = 2;

    public static Spot Fleet { get; } = new(ScopeKind.Fleet, _ => "fleet", 0);
    public static Spot OneIssuer { get; } = new(ScopeKind.Issuer, _ => "", 0, AnyIssuer);
    public static Spot OneIssuerAway { get; } = OneIssuer with { AwayFromHome = true };
    public static Spot Terminal { get; } = new(ScopeKind.Terminal, one => one.Id, 12);
    public static Spot Site { get; } = new(ScopeKind.Site, one => one.Record.SiteId, 3);
    public static Spot Merchant { get; } = new(ScopeKind.Merchant, one => one.Record.MerchantId, 4);
    public static Spot OneIssuerAtMerchant { get; } = Merchant with { Issuer = AnyIssuer };
    public static Spot OldVersion { get; } = new(ScopeKind.Version, one => one.Record.SoftwareVersion == one.Model.Latest ? null : VersionOf(one), 0);
    public static Spot OneIssuerOnOldVersion { get; } = OldVersion with { Issuer = AnyIssuer };
    public static Spot NewestVersion { get; } = new(ScopeKind.Version, one => one.Record.SoftwareVersion == one.Model.Latest ? VersionOf(one) : null, 0);
    public static Spot Carrier { get; } = new(ScopeKind.Carrier, one => one.Cellular ? one.Record.Carrier : null, 0);
    public static Spot Wired { get; } = new(ScopeKind.Carrier, one => one.Cellular ? null : one.Record.Carrier, 0);

    public (Scope Scope, int Issuer) Chosen(EstatePlan estate)
    {
        if (Kind == ScopeKind.Issuer)
            return (new Scope(Kind, Card.BinOf(Issuer)), Issuer);
        var key = estate.Terminals.Where(one => one.Registered && Groups(one) is not null).GroupBy(one => Groups(one)!)
            .OrderByDescending(group => group.Sum(one => one.DailyCustomers)).ThenBy(group => group.Key, StringComparer.Ordinal).ElementAt(Rank).Key;
        return (new Scope(Kind, key), Issuer);
    }

    public bool Holds(in Attempt attempt, Injection injected) =>
        (Kind == ScopeKind.Issuer || Groups(attempt.Terminal) == injected.Scope.Key)
        && (Issuer < 0 || attempt.Card.Issuer == Issuer) && (!AwayFromHome || attempt.Card.Home != attempt.Terminal.RegionIndex);

    private static string VersionOf(SimTerminal terminal) => $"{terminal.Record.Model}/{terminal.Record.SoftwareVersion}";
}
