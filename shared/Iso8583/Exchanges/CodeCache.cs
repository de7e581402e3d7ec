using System.Globalization;
using FleetWatch.Iso8583.Codes;
using FleetWatch.Iso8583.Reading;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// The code tables of one scheme by packed text, so that looking one up makes no string. Not for several threads at once.
/// </summary>
internal sealed class CodeCache(string scheme)
{
    private readonly Remembered<EntryMode?> modes = new(code => EntryModes.Find(scheme, code.ToString()));
    private readonly Remembered<ResponseCode> responses = new(code => Response(scheme, code.ToString()));
    private readonly Remembered<string?> money = new(code => Currency(code.ToString()));
    private readonly Remembered<string> bins = new(number =>
        number.Low.ToString($"D{number.High}", CultureInfo.InvariantCulture));

    public string Scheme => scheme;
    public bool Is93 { get; } = scheme == "iso-1993";
    public bool IsUnionPay { get; } = scheme == "unionpay-2015";

    public EntryMode? EntryMode(PackedText code) => modes.Of(code);

    /// <summary>The response code; one that no table knows is nobody's matter.</summary>
    public ResponseCode Response(PackedText code) => responses.Of(code);

    public string? Currency(PackedText code) => money.Of(code);

    /// <param name="number">The first digits of a card number.</param>
    /// <param name="digits">How many there are.</param>
    public string Bin(int number, int digits) => bins.Of(new PackedText((ulong)digits, (ulong)number));

    private static ResponseCode Response(string scheme, string code) =>
        ResponseCodes.Find(scheme, code) ?? new ResponseCode(code, CodeFamily.Unknown, code.Length == 2 ? code : null, "", "");

    private static string? Currency(string code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? Currencies.Find(number)
        : Currencies.IsCode(code) ? code : null;

    /// <summary>What was found before. Bounded: what a network invents is not kept for ever.</summary>
    private sealed class Remembered<T>(Func<PackedText, T> find)
    {
        private const int Most = 4096;
        private readonly Dictionary<PackedText, T> known = [];
        private (PackedText Key, T Value) last = (default, find(default));

        public T Of(PackedText key)
        {
            if (key == last.Key)
                return last.Value;
            if (!known.TryGetValue(key, out var value))
            {
                value = find(key);
                if (known.Count < Most)
                    known.Add(key, value);
            }
            last = (key, value);
            return value;
        }
    }
}
