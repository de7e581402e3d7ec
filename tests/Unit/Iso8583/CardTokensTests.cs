using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class CardTokensTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    [Theory]
    [InlineData(ReadyTables.Iso87Ascii)]
    [InlineData(ReadyTables.UnionPayPos)]
    public void A_token_is_the_beginning_of_the_hmac_whether_the_card_is_new_or_known(string name)
    {
        var table = ReadyTables.Load(name);
        using var tokens = new CardTokens(Key);
        Gen.Char['0', '9'].Array[12, 19].Select(digits => new string(digits)).Array[1, 20].Sample(cards =>
        {
            foreach (var card in cards.Concat(cards))
                Assert.Equal(BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(card))), Token(table, tokens, card));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void Numbers_that_differ_in_zeros_before_them_are_different_cards()
    {
        var table = ReadyTables.Load(ReadyTables.Iso87Ascii);
        using var tokens = new CardTokens(Key);

        Assert.NotEqual(Token(table, tokens, "000000000012"), Token(table, tokens, "0000000000012"));
    }

    [Theory]
    [InlineData(true, 32)]
    [InlineData(true, 64)]
    [InlineData(true, 65)]
    [InlineData(true, 200)]
    [InlineData(false, 32)]
    [InlineData(false, 200)]
    public void The_hash_is_the_frameworks_whoever_computes_it(bool byOpenSsl, int keyBytes)
    {
        var key = Enumerable.Range(7, keyBytes).Select(number => (byte)number).ToArray();
        using var hash = new CardHash(key, byOpenSsl && OpenSsl.IsThere);
        Gen.Byte.Array[0, 200].Sample(text =>
        {
            var actual = new byte[SHA256.HashSizeInBytes];
            hash.Of(text, actual);
            Assert.Equal(HMACSHA256.HashData(key, text), actual);
        }, iter: 300, threads: 1);
    }

    private static ulong Token(FieldTable table, CardTokens tokens, string card)
    {
        var bytes = new MessageWriter(table).Write(new MessageDraft { Mti = "0200", [2] = card });
        return new MessageReader(table).Read(bytes, new MessageLayout()).Token(tokens);
    }
}
