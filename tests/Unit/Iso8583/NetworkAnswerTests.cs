using System.Buffers;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class NetworkAnswerTests
{
    [Fact]
    public void A_sign_on_is_answered_with_its_own_trace_number_and_approved()
    {
        var table = ReadyTables.Load(ReadyTables.Iso87Ascii);

        var answer = Answer(table, new MessageDraft { Mti = "0800", [7] = "1105025829", [11] = "000017", [41] = "T0000069", [70] = "001" });

        Assert.Equal("0810\n7=1105025829\n11=000017\n39=00\n41=T0000069\n70=001", RealMessages.Lines(Decoded(table, answer!)));
    }

    [Fact]
    public void The_addresses_of_the_tpdu_change_places_and_the_header_stays()
    {
        var table = ReadyTables.Load(ReadyTables.UnionPayPos);
        var request = new MessageDraft { Mti = "0800", Tpdu = Convert.FromHexString("6000041234"), Header = Convert.FromHexString("603100311301"), [11] = "000001" };

        var answer = Answer(table, request);

        Assert.StartsWith("6012340004" + "603100311301" + "0810", Convert.ToHexString(answer!));
    }

    [Fact]
    public void In_1993_the_action_code_says_that_it_was_accepted()
    {
        var table = ReadyTables.Load(ReadyTables.Iso93Ascii);

        var answer = Answer(table, new MessageDraft { Mti = "1804", [11] = "000017", [24] = "831" });

        Assert.Equal("1814\n11=000017\n24=831\n39=800", RealMessages.Lines(Decoded(table, answer!)));
    }

    [Fact]
    public void A_repeated_request_is_answered_like_the_first_one() => Assert.StartsWith("0810", RealMessages.Lines(Decoded(
        ReadyTables.Load(ReadyTables.Iso87Ascii), Answer(ReadyTables.Load(ReadyTables.Iso87Ascii), new MessageDraft { Mti = "0801", [11] = "000017" })!)));

    [Theory]
    [InlineData("0200")]
    [InlineData("0810")]
    [InlineData("0400")]
    public void Nothing_else_is_answered(string type) =>
        Assert.Null(Answer(ReadyTables.Load(ReadyTables.Iso87Ascii), new MessageDraft { Mti = type, [11] = "000017" }));

    [Fact]
    public void A_line_may_have_a_tpdu_that_the_table_does_not_and_the_other_way_round()
    {
        var plain = ReadyTables.Load(ReadyTables.Iso87Ascii);
        var with = plain.WithTpdu(true);
        var draft = new MessageDraft { Mti = "0800", [11] = "000017" };

        var bytes = new MessageWriter(with).Write(draft);

        Assert.Equal(new MessageWriter(plain).Write(draft), bytes[5..]);
        Assert.Equal(5, with.PrefixBytes);
        Assert.Equal(0, with.WithTpdu(false).PrefixBytes);
        Assert.Equal("0800\n11=000017", RealMessages.Lines(Decoded(with, bytes)));
    }

    private static DecodedMessage Decoded(FieldTable table, byte[] message) =>
        DecodedMessage.Of(new MessageReader(table).Read(message, new MessageLayout()));

    private static byte[]? Answer(FieldTable table, MessageDraft request)
    {
        var target = new ArrayBufferWriter<byte>();
        var view = new MessageReader(table).Read(new MessageWriter(table).Write(request), new MessageLayout());
        return NetworkAnswer.TryWrite(view, new MessageWriter(table), target) ? target.WrittenSpan.ToArray() : null;
    }
}
