using System.Numerics;
using System.Runtime.CompilerServices;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>
/// Where each field of one message lies: numbers only, no content. It is made once and used for message after message, so that
/// reading allocates nothing.
/// </summary>
public sealed class MessageLayout
{
    private readonly Span[] spans = new Span[MessagePart.LastField + 1];
    private readonly ulong[] present = new ulong[3];

    /// <summary>The message type as a number, for example 200 for 0200.</summary>
    public int Mti { get; internal set; }

    /// <summary>Byte at which the message type begins, behind TPDU and header.</summary>
    public int MtiOffset { get; internal set; }

    /// <summary>Bitmaps on the wire, 1 to 3.</summary>
    public int Bitmaps { get; internal set; }

    /// <summary>Whether the message has the field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int field) => field is >= 2 and <= MessagePart.LastField && (present[(field - 1) >> 6] >> (63 - (field - 1) % 64) & 1) != 0;

    /// <summary>The fields of the message, ascending.</summary>
    public IEnumerable<int> Fields()
    {
        for (var field = Next(1); field > 0; field = Next(field))
            yield return field;
    }

    /// <returns>The first field after <paramref name="field"/>; 0 where there is none.</returns>
    public int Next(int field)
    {
        for (var word = field >> 6; word < present.Length; word++, field = word << 6)
        {
            var rest = present[word] & (ulong.MaxValue >> (field & 63));
            if (rest != 0)
                return (word << 6) + BitOperations.LeadingZeroCount(rest) + 1;
        }
        return 0;
    }

    internal Span this[int field]
    {
        get => spans[field];
        set => spans[field] = value;
    }

    /// <summary>The fields of one bitmap, its highest bit first.</summary>
    internal ulong Bits(int bitmap) => present[bitmap];

    /// <summary>The first field that <paramref name="bits"/> of a bitmap name; they are not 0.</summary>
    internal static int Field(int bitmap, ulong bits) => (bitmap << 6) + BitOperations.LeadingZeroCount(bits) + 1;

    /// <summary>The same bits without the first.</summary>
    internal static ulong Without(ulong bits) => bits & ulong.MaxValue >> 1 >> BitOperations.LeadingZeroCount(bits);

    internal void Mark(int bitmap, ulong bits) => present[bitmap] = bits;

    internal void Clear()
    {
        Array.Clear(present);
        (Mti, MtiOffset, Bitmaps) = (0, 0, 0);
    }

    /// <param name="Start">First byte of the value, behind its length prefix.</param>
    /// <param name="Length">The value's length in the table's unit: digits, characters or bytes.</param>
    internal readonly record struct Span(int Start, int Length);
}
