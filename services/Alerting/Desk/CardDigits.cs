using System.Runtime.InteropServices;
using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Desk;

/// <summary>Finds what could be a card number in somebody's words: digits, spaces and dashes aside, that pass <see cref="CardCheck"/>.</summary>
internal static class CardDigits
{
    public static bool AreIn(string text)
    {
        var run = new List<byte>();
        foreach (var sign in text.Append('\n'))
        {
            if (char.IsDigit(sign))
                run.Add((byte)('0' + char.GetNumericValue(sign)));
            else if (sign is not (' ' or '-' or '.' or '/' or '_'))
            {
                if (HoldsCard(CollectionsMarshal.AsSpan(run)))
                    return true;
                run.Clear();
            }
        }
        return false;
    }

    private static bool HoldsCard(ReadOnlySpan<byte> run)
    {
        for (var from = 0; from + CardCheck.Shortest <= run.Length; from++)
            for (var length = CardCheck.Shortest; length <= CardCheck.Longest && from + length <= run.Length; length++)
                if (CardCheck.Passes(run.Slice(from, length)))
                    return true;
        return false;
    }
}
