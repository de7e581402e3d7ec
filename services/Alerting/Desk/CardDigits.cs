namespace FleetWatch.Alerting.Desk;

/// <summary>Finds what could be a card number in somebody's words: 13 to 19 digits, spaces and dashes aside, that pass the check of ISO/IEC 7812-1 annex B.</summary>
internal static class CardDigits
{
    private const int Shortest = 13;
    private const int Longest = 19;

    public static bool AreIn(string text)
    {
        var run = new List<int>();
        foreach (var sign in text.Append('\n'))
        {
            if (char.IsDigit(sign))
                run.Add((int)char.GetNumericValue(sign));
            else if (sign is not (' ' or '-' or '.' or '/' or '_'))
            {
                if (HoldsCard(run))
                    return true;
                run.Clear();
            }
        }
        return false;
    }

    private static bool HoldsCard(List<int> run)
    {
        for (var from = 0; from + Shortest <= run.Count; from++)
            for (var length = Shortest; length <= Longest && from + length <= run.Count; length++)
                if (Passes(run, from, length))
                    return true;
        return false;
    }

    private static bool Passes(List<int> digits, int from, int length)
    {
        var sum = 0;
        for (var n = 0; n < length; n++)
        {
            var digit = digits[from + length - 1 - n] * (n % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }
}
