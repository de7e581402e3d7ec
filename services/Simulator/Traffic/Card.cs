using System.Globalization;
using FleetWatch.Simulator.Chance;

namespace FleetWatch.Simulator.Traffic;

/// <summary>A card: everything about it follows from one number, so that none is kept.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Home">Index of the region in which it was issued.</param>
internal readonly record struct Card(ulong Id, int Home)
{
    public const int Issuers = 200;
    private static readonly Zipf Popularity = new(Issuers, 1.1);
    private static readonly string[] Bins = [.. Enumerable.Range(0, Issuers).Select(rank =>
        (62_001_000 + (int)(Dice.Mix((ulong)rank) % 9) * 100_000 + rank * 7).ToString(CultureInfo.InvariantCulture))];

    /// <summary>Rank of its issuer, 0 the most common one.</summary>
    public int Issuer => Popularity.Rank((Dice.Mix(Id) >> 11) * (1.0 / (1UL << 53)));

    public string Bin => Bins[Issuer];

    /// <summary>The opaque token.</summary>
    public string Ref => string.Create(CultureInfo.InvariantCulture, $"c{Dice.Mix(Id ^ 0xC0FFEE) & 0xFFFFFFFFFFFFF:x13}");

    /// <summary>What is wrong with it anyway; most have nothing.</summary>
    public CardFlaw Flaw => (Dice.Mix(Id ^ 0xBAD) % 10_000) switch
    {
        < 20 => CardFlaw.Chip,
        < 40 => CardFlaw.Stripe,
        < 60 => CardFlaw.Expired,
        < 65 => CardFlaw.Reported,
        _ => CardFlaw.None,
    };

    public static string BinOf(int issuer) => Bins[issuer];
}
