using FleetWatch.Contracts;

namespace FleetWatch.Detection.Symptoms;

/// <summary>What tells one customer's failure from the next one's.</summary>
/// <param name="Card">Hash of the card's token; 0 where none is told.</param>
/// <param name="Customer">The terminal, the family of the symptom, the amount and its currency, as far as they are told.</param>
/// <param name="HasAmount">Whether the amount is told.</param>
/// <param name="Bin">Of the first six digits, which whoever tells more of them tells as well; 0 where none are told.</param>
/// <param name="Family">Which symptoms are retries of each other.</param>
/// <param name="CountsAgainAfter">How long a card's failure of that family is the same one.</param>
internal readonly record struct FailedTry(ulong Card, ulong Customer, bool HasAmount, ushort Bin, byte Family, TimeSpan CountsAgainAfter)
{
    private const int BinDigits = 6;

    public static FailedTry Of(TransactionFailed failure, int terminal, Symptom symptom)
    {
        var (family, again) = SymptomTable.Retries(symptom);
        var place = Fingerprint.Of((ulong)terminal, family);
        return new(
            failure.CardRef is { } card ? StableHash.Of(card) : 0,
            failure.AmountMinor is { } amount ? Fingerprint.Of(Fingerprint.Of(place, (ulong)amount), StableHash.Of(failure.Currency)) : place,
            failure.AmountMinor is not null,
            failure.Bin is { Length: > 0 } bin ? (ushort)(StableHash.Of(bin.AsSpan(0, Math.Min(bin.Length, BinDigits))) | 1) : (ushort)0,
            family,
            again);
    }
}
