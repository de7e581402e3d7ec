using System.Collections.Concurrent;
using System.Globalization;
using FleetWatch.Iso8583.Codes;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>The code tables by packed text, so that looking one up makes no string. Bounded: what a network invents is not kept for ever.</summary>
internal static class CodeCache
{
    private const int Most = 4096;
    private static readonly ConcurrentDictionary<(string Scheme, PackedText Code), EntryMode?> Modes = new();
    private static readonly ConcurrentDictionary<(string Scheme, PackedText Code), ResponseCode> Responses = new();
    private static readonly ConcurrentDictionary<(string Scheme, PackedText Code), string?> Money = new();

    public static EntryMode? EntryMode(string scheme, PackedText code) =>
        Find(Modes, scheme, code, static (scheme, code) => EntryModes.Find(scheme, code));

    /// <summary>The response code; one that no table knows is nobody's matter.</summary>
    public static ResponseCode Response(string scheme, PackedText code) => Find(Responses, scheme, code, static (scheme, code) =>
        ResponseCodes.Find(scheme, code) ?? new ResponseCode(code, CodeFamily.Unknown, code.Length == 2 ? code : null, "", ""));

    public static string? Currency(PackedText code) => Find(Money, "", code, static (_, code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Currencies.Find(number)
        : Currencies.IsCode(code) ? code : null);

    private static T Find<T>(ConcurrentDictionary<(string, PackedText), T> known, string scheme, PackedText code, Func<string, string, T> find)
    {
        if (known.TryGetValue((scheme, code), out var value))
            return value;
        value = find(scheme, code.ToString());
        if (known.Count < Most)
            known.TryAdd((scheme, code), value);
        return value;
    }
}
