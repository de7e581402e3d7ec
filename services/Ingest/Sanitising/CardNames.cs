using System.Collections.Frozen;

namespace FleetWatch.Ingest.Sanitising;

/// <summary>Members whose name says that their value is card data that must never be kept, whatever it looks like.</summary>
internal static class CardNames
{
    private static readonly FrozenSet<string> Secrets = FrozenSet.ToFrozenSet(
    [
        "pin", "pindata", "pincode", "pinvalue", "clearpin", "encryptedpin", "cardpin", "userpin", "cardholderpin", "epb", "pinblock",
        "cvv", "cvc", "cvn", "cav", "csc", "icvv", "dcvv", "securitycode", "cardsecuritycode", "cardverificationvalue",
        "cardverificationcode", "verificationvalue", "de52", "field52", "f52", "tag99",
    ]);

    private static readonly FrozenSet<string> Tracks = FrozenSet.ToFrozenSet(
    [
        "track", "tracks", "trackdata", "track1", "track2", "track3", "track1data", "track2data", "track3data", "track2equivalentdata",
        "track1equivalentdata", "magstripe", "magstripedata", "magneticstripe", "stripedata", "carddata", "de35", "de36", "de45", "field35",
        "field36", "field45", "f35", "f36", "f45", "tag57", "tag56", "57", "56",
    ]);

    private static readonly FrozenSet<string> Numbers = FrozenSet.ToFrozenSet(
    [
        "pan", "cardnumber", "cardno", "cardnum", "primaryaccountnumber", "fullpan", "clearpan", "cardpan", "accountnumber", "de2", "field2",
        "f2", "tag5a", "5a",
    ]);

    private static readonly string[] SecretEndings = ["pinblock", "cvv", "cvc", "cvn", "cvvcode", "cvvvalue", "cvccode", "cvcvalue"];

    private static readonly string[] TrackEndings = ["track1", "track2", "track3", "track1data", "track2data", "track3data", "trackdata"];

    /// <summary>By name only; a number by name still needs a value of that length, because a masked one is allowed.</summary>
    public static CardData Of(ReadOnlySpan<byte> name)
    {
        if (name.Length is < 2 or > 64)
            return CardData.None;
        Span<char> plain = stackalloc char[name.Length];
        var length = 0;
        foreach (var letter in name)
            if (char.IsAsciiLetterOrDigit((char)letter))
                plain[length++] = char.ToLowerInvariant((char)letter);
        return Of(plain[..length].ToString());
    }

    private static CardData Of(string plain)
    {
        var unnumbered = plain.TrimEnd('1', '2');
        return Secrets.Contains(plain) || Secrets.Contains(unnumbered) || Array.Exists(SecretEndings, unnumbered.EndsWith) ? CardData.Secret
            : Tracks.Contains(plain) || Array.Exists(TrackEndings, plain.EndsWith) ? CardData.Track
            : Numbers.Contains(plain) ? CardData.Number
            : CardData.None;
    }
}
