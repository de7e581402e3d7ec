namespace FleetWatch.Load.Iso8583;

/// <summary>Gives the requests of a traffic other cards, so that no token is known already.</summary>
internal sealed class NewCards
{
    private const int Digits = 8;
    private readonly (byte[] Message, int At, bool Packed)[] _places;
    private int _next;

    public NewCards(byte[][] traffic) => _places = [.. traffic.Select(Place).Where(place => place.At >= 0)];

    public void Renew()
    {
        foreach (var (message, at, packed) in _places)
        {
            var rest = _next++ % 100_000_000;
            for (var digit = Digits - 1; digit >= 0; digit--, rest /= 10)
                if (!packed)
                    message[at + digit] = (byte)('0' + rest % 10);
                else
                    message[at + digit / 2] = (byte)(digit % 2 == 1 ? message[at + digit / 2] & 0xF0 | rest % 10 : message[at + digit / 2] & 0x0F | rest % 10 << 4);
        }
    }

    /// <summary>Behind the issuer's eight digits, in ASCII or BCD.</summary>
    private static (byte[] Message, int At, bool Packed) Place(byte[] message)
    {
        var plain = message.AsSpan().IndexOf("62242423"u8);
        var packed = message.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x62, 0x24, 0x24, 0x23]);
        return plain >= 0 ? (message, plain + 8, false) : (message, packed < 0 ? -1 : packed + 4, true);
    }
}
