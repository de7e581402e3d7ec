using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using FleetWatch.Iso8583.Reading;

namespace FleetWatch.Iso8583.Framing;

/// <summary>How messages follow each other on a connection: a length, then that many bytes.</summary>
/// <param name="Length">How the length is written.</param>
/// <param name="CountsItself">Whether the length includes its own bytes.</param>
/// <param name="MaxBytes">The longest message, 1 to <see cref="MessageReader.LongestMessage"/> bytes.</param>
public sealed record FrameFormat(FrameLength Length, bool CountsItself = false, int MaxBytes = FrameFormat.DefaultMaxBytes)
{
    public const int DefaultMaxBytes = 8192;

    /// <summary>Bytes of the length.</summary>
    public int PrefixBytes => Length == FrameLength.TwoBytes ? 2 : 4;

    /// <summary>Takes the first message off what was received.</summary>
    /// <param name="received">Loses what was taken; stays as it is where the result is false.</param>
    /// <param name="message">The message without its length; empty where the peer only says that it is still there.</param>
    /// <param name="fault">Where the result is false: <see cref="FrameFault.None"/> when more bytes are needed, else why none will help.</param>
    public bool TryTake(ref ReadOnlySequence<byte> received, out ReadOnlySequence<byte> message, out FrameFault fault)
    {
        message = default;
        fault = FrameFault.None;
        if (received.Length < PrefixBytes)
            return false;
        Span<byte> prefix = stackalloc byte[4];
        prefix = prefix[..PrefixBytes];
        received.Slice(0, PrefixBytes).CopyTo(prefix);
        var size = Number(prefix);
        if (size >= 0 && CountsItself)
            size = size < PrefixBytes ? -2 : size - PrefixBytes;
        fault = size switch
        {
            -1 => FrameFault.NotDigits,
            -2 => FrameFault.TooShort,
            _ when size > MaxBytes => FrameFault.TooLong,
            _ => FrameFault.None,
        };
        if (fault != FrameFault.None || received.Length < PrefixBytes + size)
            return false;
        message = received.Slice(PrefixBytes, size);
        received = received.Slice(PrefixBytes + size);
        return true;
    }

    /// <summary>Writes a message with its length before it.</summary>
    /// <exception cref="ArgumentException">It is longer than the length can say.</exception>
    public void Write(ReadOnlySpan<byte> message, IBufferWriter<byte> target)
    {
        var size = message.Length + (CountsItself ? PrefixBytes : 0);
        if (size > (Length == FrameLength.FourDigits ? 9999 : ushort.MaxValue))
            throw new ArgumentException($"A frame of {size} bytes has no length.", nameof(message));
        var prefix = target.GetSpan(4)[..PrefixBytes];
        if (Length == FrameLength.TwoBytes)
            BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)size);
        else if (Length == FrameLength.FourBytes)
            BinaryPrimitives.WriteInt32BigEndian(prefix, size);
        else
            Utf8Formatter.TryFormat(size, prefix, out _, new StandardFormat('D', 4));
        target.Advance(PrefixBytes);
        target.Write(message);
    }

    private long Number(ReadOnlySpan<byte> prefix)
    {
        if (Length == FrameLength.TwoBytes)
            return BinaryPrimitives.ReadUInt16BigEndian(prefix);
        if (Length == FrameLength.FourBytes)
            return BinaryPrimitives.ReadUInt32BigEndian(prefix);
        var number = 0;
        foreach (var digit in prefix)
        {
            if (!char.IsAsciiDigit((char)digit))
                return -1;
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
