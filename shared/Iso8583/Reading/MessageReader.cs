using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>
/// Finds the fields of a message by a field table and checks what they hold. One reader belongs to one connection: it keeps no
/// content between messages, allocates nothing, and is not for several threads at once.
/// </summary>
/// <param name="table">How the network writes its messages.</param>
/// <param name="conformance">Whether missing and unexpected fields are errors; a tap takes what it hears.</param>
public sealed class MessageReader(FieldTable table, Conformance conformance = Conformance.WireOnly)
{
    /// <summary>The longest message: what a two-byte frame length can say.</summary>
    public const int LongestMessage = ushort.MaxValue;
    private byte[] joined = [];
    private int joinedLength;

    public FieldTable Table => table;

    /// <summary>
    /// The message as one run of bytes. Where it lies in several segments it is copied into a buffer of the reader, which is
    /// wiped by <see cref="Forget"/> and by the next message.
    /// </summary>
    /// <exception cref="MessageException">It is longer than <see cref="LongestMessage"/>.</exception>
    public ReadOnlySpan<byte> Join(in ReadOnlySequence<byte> message)
    {
        if (message.Length > LongestMessage)
            throw new MessageException(new ParseError(MessagePart.Mti, 0, ParseReason.MessageTooLong, LongestMessage,
                (int)Math.Min(message.Length, int.MaxValue)));
        if (message.IsSingleSegment)
            return message.FirstSpan;
        Forget();
        joinedLength = (int)message.Length;
        if (joined.Length < joinedLength)
            joined = new byte[Math.Max(joinedLength, 1024)];
        message.CopyTo(joined);
        return joined.AsSpan(0, joinedLength);
    }

    /// <summary>Wipes what <see cref="Join"/> copied.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(joined.AsSpan(0, joinedLength));
        joinedLength = 0;
    }

    /// <summary>Reads one message: from the TPDU, or the message type where the table has none, to the last byte.</summary>
    /// <exception cref="MessageException">The message cannot be read.</exception>
    public MessageView Read(ReadOnlySpan<byte> message, MessageLayout layout) =>
        TryRead(message, layout, out var view, out var error) ? view : throw new MessageException(error);

    /// <summary>Reads one message without exceptions.</summary>
    /// <param name="message">The bytes, which the view looks into.</param>
    /// <param name="layout">Is overwritten.</param>
    /// <param name="view">The message where the result is true.</param>
    /// <param name="error">What is wrong where the result is false.</param>
    public bool TryRead(ReadOnlySpan<byte> message, MessageLayout layout, out MessageView view, out ParseError error)
    {
        layout.Clear();
        view = default;
        var read = TryHead(message, layout, out var at, out error) && TryFields(message, layout, ref at, out error)
            && (conformance == Conformance.WireOnly || FieldPresence.TryCheck(table, layout, at, out error));
        if (!read)
            return false;
        view = new MessageView(message, table, layout);
        return true;
    }

    private bool TryHead(ReadOnlySpan<byte> message, MessageLayout layout, out int at, out ParseError error)
    {
        at = table.PrefixBytes;
        layout.MtiOffset = at;
        var size = table.Mti.Bytes(table.Mti.Length);
        if (message.Length > LongestMessage)
            return Wrong(new ParseError(MessagePart.Mti, 0, ParseReason.MessageTooLong, LongestMessage, message.Length), out error);
        if (message.Length < at + size)
            return Wrong(HeadTruncated(message.Length, size), out error);
        if (!Digits.TryNumber(message.Slice(at, size), table.Mti, 4, out var mti))
            return Wrong(new ParseError(MessagePart.Mti, at, ParseReason.NotDigits), out error);
        if (mti / 1000 != table.Version)
            return Wrong(new ParseError(MessagePart.Mti, at, ParseReason.WrongVersion, table.Version, (int)mti / 1000), out error);
        layout.Mti = (int)mti;
        at += size;
        return TryBitmaps(message, layout, ref at, out error);
    }

    private ParseError HeadTruncated(int have, int mtiSize)
    {
        var tpdu = table.Tpdu?.Length ?? 0;
        if (have < tpdu)
            return new ParseError(MessagePart.Tpdu, 0, ParseReason.Truncated, tpdu, have);
        return have < table.PrefixBytes
            ? new ParseError(MessagePart.Header, tpdu, ParseReason.Truncated, table.PrefixBytes - tpdu, have - tpdu)
            : new ParseError(MessagePart.Mti, table.PrefixBytes, ParseReason.Truncated, mtiSize, have - table.PrefixBytes);
    }

    private bool TryBitmaps(ReadOnlySpan<byte> message, MessageLayout layout, ref int at, out ParseError error)
    {
        var size = table.Bitmap.Bytes(8);
        var allowed = table.Bitmap.Length / 8;
        for (var more = true; more; layout.Bitmaps++)
        {
            if (layout.Bitmaps == allowed)
                return Wrong(new ParseError(MessagePart.Bitmap, at - size, ParseReason.TooManyBitmaps, allowed), out error);
            if (message.Length - at < size)
                return Wrong(new ParseError(MessagePart.Bitmap, at, ParseReason.Truncated, size, message.Length - at), out error);
            if (!TryBits(message.Slice(at, size), out var bits))
                return Wrong(new ParseError(MessagePart.Bitmap, at, ParseReason.NotHexadecimal), out error);
            at += size;
            var last = layout.Bitmaps == 2 || layout.Bitmaps == 1 && allowed == 2;
            more = !last && (bits & 1UL << 63) != 0;
            layout.Mark(layout.Bitmaps, last ? bits : bits & ~(1UL << 63));
        }
        error = default;
        return true;
    }

    private bool TryBits(ReadOnlySpan<byte> coded, out ulong bits)
    {
        if (table.Bitmap.Coding == Coding.Binary)
        {
            bits = BinaryPrimitives.ReadUInt64BigEndian(coded);
            return true;
        }
        Span<byte> bytes = stackalloc byte[8];
        var read = Convert.FromHexString(coded, bytes, out _, out _) == OperationStatus.Done;
        bits = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return read;
    }

    private bool TryFields(ReadOnlySpan<byte> message, MessageLayout layout, ref int at, out ParseError error)
    {
        error = default;
        for (var word = 0; word < layout.Bitmaps; word++)
            for (var bits = layout.Bits(word); bits != 0; bits = MessageLayout.Without(bits))
                if (!TryField(message, layout, MessageLayout.Field(word, bits), ref at, ref error))
                    return false;
        return at == message.Length || Wrong(new ParseError(MessagePart.Bitmap, at, ParseReason.LeftOver, 0, message.Length - at), out error);
    }

    /// <param name="message">The bytes.</param>
    /// <param name="layout">Gets the field's place.</param>
    /// <param name="field">Its number.</param>
    /// <param name="at">Where it begins; afterwards, where the next one does.</param>
    /// <param name="error">Is written only where the result is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryField(ReadOnlySpan<byte> message, MessageLayout layout, int field, ref int at, ref ParseError error)
    {
        ref readonly var step = ref table.Step(field);
        if (step.Rule is not { } rule)
            return Wrong(new ParseError(field, at, ParseReason.NotInTable), out error);
        var (length, size) = (rule.Length, step.FixedBytes);
        if (step.PrefixBytes > 0)
        {
            if (!FieldLength.TryRead(message[at..], rule, out length, out var wrong))
                return Wrong(wrong with { Field = field, Offset = at }, out error);
            size = rule.Bytes(length);
        }
        var start = at + step.PrefixBytes;
        if (message.Length - start < size)
            return Wrong(new ParseError(field, at, ParseReason.Truncated, size, message.Length - start), out error);
        if (FieldContent.Fault(message.Slice(start, size), rule, length) is var fault && fault != ParseReason.Unknown)
            return Wrong(new ParseError(field, at, fault), out error);
        layout[field] = new MessageLayout.Span(start, length);
        at = start + size;
        return true;
    }

    private static bool Wrong(ParseError what, out ParseError error)
    {
        error = what;
        return false;
    }
}
