using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Ingest.Keys;

/// <summary>Everything that is wrong with a key that somebody wants. Pure.</summary>
internal static class KeyCheck
{
    private const int IdLength = 12;
    private const int HashLength = 64;
    private const int LongestSource = 64;

    private static readonly string[] Given = [Scopes.Events, Scopes.Registry];

    public static IReadOnlyList<FieldError> Refuse(CreateKey asked) => [.. Errors(asked)];

    private static IEnumerable<FieldError> Errors(CreateKey asked)
    {
        if (asked.KeyId.Length != IdLength || !asked.KeyId.All(char.IsAsciiLetterOrDigit))
            yield return new FieldError("keyId", $"{IdLength} letters and digits.");
        if (asked.SecretHash.Length != HashLength || !asked.SecretHash.All(char.IsAsciiHexDigitLower))
            yield return new FieldError("secretHash", "SHA-256 in lower-case hexadecimal.");
        if (asked.Source.Length is 0 or > LongestSource || asked.Source.Any(char.IsControl))
            yield return new FieldError("source", $"1 to {LongestSource} printable characters.");
        if (asked.Scopes.Count == 0 || asked.Scopes.Except(Given).Any())
            yield return new FieldError("scopes", $"At least one of {string.Join(", ", Given)}.");
    }
}
