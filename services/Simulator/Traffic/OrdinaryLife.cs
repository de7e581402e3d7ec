using FleetWatch.Simulator.Chance;

namespace FleetWatch.Simulator.Traffic;

/// <summary>What fails anyway, when nothing is wrong that anybody could mend today.</summary>
internal static class OrdinaryLife
{
    private const double Network = 0.004;
    private const double Issuer = 0.0015;
    private const double WrongPin = 0.006;
    private const double Configuration = 0.0002;
    private const double Business = 0.05;

    private static readonly (string Code, double Weight)[] Declines =
        [("51", 46), ("05", 18), ("61", 6), ("54", 6), ("62", 4), ("57", 5), ("14", 4), ("65", 2), ("58", 2), ("41", 1), ("43", 0.5), ("13", 0.5)];

    private static readonly (string Code, double Weight)[] HostTroubles = [("91", 5), ("96", 3), ("68", 2), ("92", 0.5)];

    /// <summary>Null: approved.</summary>
    public static Refusal? Meet(in Attempt attempt, double drift, Dice dice)
    {
        if (FlawedCard(attempt, dice) is { } flawed)
            return flawed;
        var at = dice.Unit();
        if ((at -= Network * attempt.Terminal.NetworkFactor * drift * Rush(attempt.LocalHour)) < 0)
            return NoAnswer(attempt, dice);
        if ((at -= Read(attempt.EntryMode) * attempt.Terminal.ReadFactor * drift) < 0)
            return Unread(attempt.EntryMode, dice);
        if ((at -= Issuer) < 0)
            return Refusal.Host(dice.Weighted(HostTroubles), (int)dice.Between(3_000, 15_000));
        if ((at -= attempt.EntryMode == "07" ? WrongPin / 4 : WrongPin) < 0)
            return Refusal.Host("55", Quick(dice));
        if ((at -= Configuration) < 0)
            return Refusal.Host(dice.Pick(["30", "96", "03", "99"]), Quick(dice));
        return (at - Business) < 0 ? Refusal.Host(dice.Weighted(Declines), Quick(dice)) : null;
    }

    /// <summary>An answer without hindrance, in milliseconds.</summary>
    public static int Quick(Dice dice) => (int)(700 * dice.LogNormal(0.35));

    /// <summary>An answer that does not come, as this terminal's network would have it.</summary>
    public static Refusal NoAnswer(in Attempt attempt, Dice dice) => Refusal.Network(dice.Unit() switch
    {
        < 0.45 => "response-timeout",
        < 0.8 => "connect-timeout",
        _ => attempt.Terminal.Cellular ? "no-signal" : "connect-timeout",
    });

    private static double Rush(int hour) => hour is (>= 12 and < 14) or (>= 17 and < 19) ? 2 : 1;

    private static double Read(string entryMode) => entryMode switch { "02" or "80" => 0.02, "05" => 0.006, "07" => 0.004, _ => 0 };

    private static Refusal Unread(string entryMode, Dice dice) => Refusal.Local(entryMode switch
    {
        "05" => "chip-read-error",
        "07" => "contactless-read-error",
        _ => "mag-read-error",
    }, (int)dice.Between(300, 1_800));

    private static Refusal? FlawedCard(in Attempt attempt, Dice dice) => attempt.Card.Flaw switch
    {
        CardFlaw.Chip when attempt.EntryMode == "05" && dice.Chance(0.5) => Refusal.Local("chip-read-error", (int)dice.Between(500, 2_500)),
        CardFlaw.Stripe when attempt.EntryMode is "02" or "80" && dice.Chance(0.6) => Refusal.Local("mag-read-error", (int)dice.Between(300, 1_500)),
        CardFlaw.Expired => Refusal.Host("54", Quick(dice)),
        CardFlaw.Reported => Refusal.Host(dice.Pick(["41", "43", "04"]), Quick(dice)),
        _ => null,
    };
}
