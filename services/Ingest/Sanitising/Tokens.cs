namespace FleetWatch.Ingest.Sanitising;

/// <summary>
/// Blanks out random identifiers, whose digits would otherwise pass for a card number now and then: UUIDs (RFC 9562) and
/// hashes of 32, 40 or 64 hexadecimal digits, with at least three or six letters among the digits. One with fewer is not taken for one.
/// </summary>
internal static class Tokens
{
    private const int UuidLength = 36;
    private const int FewestLettersOfUuid = 3;
    private const int FewestLettersOfHash = 6;

    public static ReadOnlySpan<byte> Masked(ReadOnlySpan<byte> ascii)
    {
        byte[]? masked = null;
        for (var at = 0; at < ascii.Length;)
        {
            var length = !StartsToken(ascii, at) ? 0 : IsUuid(ascii[at..]) ? UuidLength : HashLength(ascii[at..]);
            if (length > 0)
                (masked ??= ascii.ToArray()).AsSpan(at, length).Fill((byte)'#');
            at += Math.Max(1, length);
        }
        return masked ?? ascii;
    }

    private static bool StartsToken(ReadOnlySpan<byte> ascii, int at) =>
        char.IsAsciiHexDigit((char)ascii[at]) && (at == 0 || !char.IsAsciiLetterOrDigit((char)ascii[at - 1]));

    private static bool IsUuid(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < UuidLength || rest.Length > UuidLength && char.IsAsciiLetterOrDigit((char)rest[UuidLength]))
            return false;
        var letters = 0;
        for (var at = 0; at < UuidLength; at++)
        {
            if (at is 8 or 13 or 18 or 23 ? rest[at] != '-' : !char.IsAsciiHexDigit((char)rest[at]))
                return false;
            letters += char.IsAsciiLetter((char)rest[at]) ? 1 : 0;
        }
        return letters >= FewestLettersOfUuid;
    }

    private static int HashLength(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        var letters = 0;
        while (length < rest.Length && char.IsAsciiHexDigit((char)rest[length]))
            letters += char.IsAsciiLetter((char)rest[length++]) ? 1 : 0;
        var ends = length == rest.Length || !char.IsAsciiLetterOrDigit((char)rest[length]);
        return ends && length is 32 or 40 or 64 && letters >= FewestLettersOfHash ? length : 0;
    }
}
