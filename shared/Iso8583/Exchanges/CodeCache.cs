using System.Globalization;
using FleetWatch.Iso8583.Codes;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// The code tables of one scheme by packed text, so that looking one up makes no string. Bounded: what a network invents is not kept
/// for ever. Not for several threads at once.
/// </summary>
internal sealed class CodeCache(string scheme)
{
    private const int Most = 4096;
    private readonly Dictionary<PackedText, EntryMode?> modes = [];
    private readonly Dictionary<PackedText, ResponseCode> responses = [];
    private readonly Dictionary<PackedText, string?> money = [];
    private readonly Dictionary<(int Number, int Digits), string> bins = [];

    public string Scheme => scheme;
    public bool Is93 { get; } = scheme == "iso-1993";
    public bool IsUnionPay { get; } = scheme == "unionpay-2015";

    public EntryMode? EntryMode(PackedText code) => Find(modes, code, static (scheme, code) => EntryModes.Find(scheme, code));

    /// <summary>The response code; one that no table knows is nobody's matter.</summary>
    public ResponseCode Response(PackedText code) => Find(responses, code, static (scheme, code) =>
        ResponseCodes.Find(scheme, code) ?? new ResponseCode(code, CodeFamily.Unknown, code.Length == 2 ? code : null, "", ""));

    public string? Currency(PackedText code) => Find(money, code, static (_, code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Currencies.Find(number)
        : Currencies.IsCode(code) ? code : null);

    /// <param name="number">The first digits of a card number.</param>
    /// <param name="digits">How many there are.</param>
    public string Bin(int number, int digits)
    {
        if (bins.TryGetValue((number, digits), out var text))
            return text;
        text = number.ToString($"D{digits}", CultureInfo.InvariantCulture);
        if (bins.Count < Most)
            bins.Add((number, digits), text);
        return text;
    }

    private T Find<T>(Dictionary<PackedText, T> known, PackedText code, Func<string, string, T> find)
    {
        if (known.TryGetValue(code, out var value))
            return value;
        value = find(scheme, code.ToString());
        if (known.Count < Most)
            known.Add(code, value);
        return value;
    }
}
