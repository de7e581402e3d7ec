using System.Buffers;
using CsCheck;
using FleetWatch.Iso8583.Framing;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class FrameFormatTests
{
    private static readonly Gen<FrameFormat> Formats = Gen.Select(Gen.OneOf<FrameLength>([FrameLength.TwoBytes, FrameLength.FourBytes, FrameLength.FourDigits]), Gen.Bool)
        .Select((length, counts) => new FrameFormat(length, counts));

    [Fact]
    public void Messages_that_are_written_one_after_the_other_are_taken_one_after_the_other() =>
        Gen.Select(Formats, Gen.Byte.Array[0, 60].Array[0, 8], Gen.Int[1, 9]).Sample((format, messages, piece) =>
        {
            var written = new ArrayBufferWriter<byte>();
            foreach (var message in messages)
                format.Write(message, written);
            var received = written.WrittenCount == 0 ? ReadOnlySequence<byte>.Empty : Pieces.Of(written.WrittenSpan.ToArray(), piece);

            foreach (var message in messages)
            {
                Assert.True(format.TryTake(ref received, out var taken, out _));
                Assert.Equal(message, taken.ToArray());
            }
            Assert.True(received.IsEmpty);
        }, iter: 1000);

    [Fact]
    public void A_message_is_taken_only_once_all_of_it_is_there() => Gen.Select(Formats, Gen.Byte.Array[1, 60]).Sample((format, message) =>
    {
        var written = new ArrayBufferWriter<byte>();
        format.Write(message, written);
        for (var have = 0; have < written.WrittenCount; have++)
        {
            var received = new ReadOnlySequence<byte>(written.WrittenMemory[..have]);
            Assert.False(format.TryTake(ref received, out _, out var fault));
            Assert.Equal((FrameFault.None, (long)have), (fault, received.Length));
        }
    }, iter: 200);

    [Theory]
    [InlineData(FrameLength.TwoBytes, false, "FFFF", FrameFault.TooLong)]
    [InlineData(FrameLength.FourBytes, false, "FFFFFFFF", FrameFault.TooLong)]
    [InlineData(FrameLength.FourBytes, false, "47455420", FrameFault.TooLong)] // GET: a web browser
    [InlineData(FrameLength.FourDigits, false, "30313258", FrameFault.NotDigits)]
    [InlineData(FrameLength.FourDigits, true, "30303033", FrameFault.TooShort)]
    [InlineData(FrameLength.TwoBytes, true, "0001", FrameFault.TooShort)]
    public void A_length_that_cannot_be_right_is_told_at_once(FrameLength length, bool countsItself, string received, FrameFault expected)
    {
        var bytes = new ReadOnlySequence<byte>(Convert.FromHexString(received));

        Assert.False(new FrameFormat(length, countsItself).TryTake(ref bytes, out _, out var fault));

        Assert.Equal(expected, fault);
    }

    [Fact]
    public void A_length_of_nothing_is_a_sign_of_life()
    {
        var bytes = new ReadOnlySequence<byte>([0, 0, 0, 1, 7]);
        var format = new FrameFormat(FrameLength.TwoBytes);

        Assert.True(format.TryTake(ref bytes, out var nothing, out _));
        Assert.True(format.TryTake(ref bytes, out var something, out _));

        Assert.Equal((0L, 1L), (nothing.Length, something.Length));
    }
}
