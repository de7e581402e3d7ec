using System.Text;
using CsCheck;
using FleetWatch.Iso8583.Reading;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class PackedTextTests
{
    [Fact]
    public void Is_the_text_again() => Gen.Char[' ', '~'].Array[0, PackedText.Longest].Sample(letters =>
    {
        var (text, packed) = (new string(letters), PackedText.Of(Encoding.ASCII.GetBytes(letters)));
        Assert.Equal((text, text.Length, text.Length == 0), (packed.ToString(), packed.Length, packed.IsEmpty));
    });

    [Fact]
    public void Is_empty_where_a_byte_cannot_be_printed() => Gen.Select(Gen.Int[1, PackedText.Longest], Gen.Int[0, PackedText.Longest - 1], Gen.Byte).Sample((length, at, value) =>
    {
        var bytes = Encoding.ASCII.GetBytes(new string('~', length));
        bytes[at % length] = value;
        Assert.Equal(value is < (byte)' ' or > (byte)'~', PackedText.Of(bytes).IsEmpty);
    });

    [Fact]
    public void Two_texts_that_differ_in_one_letter_anywhere_fall_apart()
    {
        var hashes = Enumerable.Range(0, PackedText.Longest).SelectMany(at => Enumerable.Range('A', 26).Select(letter =>
        {
            var bytes = Encoding.ASCII.GetBytes(new string('0', PackedText.Longest));
            bytes[at] = (byte)letter;
            return PackedText.Of(bytes).Hash(7) & 0xFFFF;
        })).ToHashSet();

        // 416 of 65,536: by chance one or two meet.
        Assert.InRange(hashes.Count, 400, 416);
    }
}
