using System.Buffers;
using CsCheck;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class RoundTripTests
{
    private static readonly Dictionary<string, FieldTable> Tables = ReadyTables.Names.ToDictionary(name => name, ReadyTables.Load)
        .Append(KeyValuePair.Create("vendor", Vendor())).ToDictionary();

    private static readonly Gen<(FieldTable Table, MessageDraft Draft)> Drafts =
        from name in Gen.OneOf<string>([.. ReadyTables.Names, "vendor"])
        let table = Tables[name]
        from draft in DraftOf(table)
        select (table, draft);

    [Fact]
    public void What_is_written_is_read_byte_for_byte() => Drafts.Sample(pair =>
    {
        var (table, draft) = pair;
        var layout = new MessageLayout();
        var view = new MessageReader(table).Read(new MessageWriter(table).Write(draft), layout);

        Assert.Equal(draft.Mti, layout.Mti.ToString("0000", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(draft.Fields.Keys, layout.Fields());
        foreach (var (field, value) in draft.Fields)
            Assert.Equal(value, FieldText.Of(view.Raw(field), table.Rule(field)!, layout[field].Length));
    }, iter: 2000);

    [Fact]
    public void A_message_in_pieces_reads_like_one_in_one_piece() => Gen.Select(Drafts, Gen.Int[1, 7]).Sample((pair, piece) =>
    {
        var bytes = new MessageWriter(pair.Table).Write(pair.Draft);
        var reader = new MessageReader(pair.Table);
        var whole = DecodedMessage.Of(reader.Read(bytes, new MessageLayout()));

        var pieces = DecodedMessage.Of(reader.Read(reader.Join(Pieces.Of(bytes, piece)), new MessageLayout()));
        reader.Forget();

        Assert.Equal(RealMessages.Lines(whole), RealMessages.Lines(pieces));
    }, iter: 500);

    [Fact]
    public void A_field_beyond_128_brings_a_third_bitmap()
    {
        var table = Vendor();
        var bytes = new MessageWriter(table).Write(new MessageDraft { Mti = "0200", [11] = "000001", [192] = "FF" });
        var layout = new MessageLayout();

        new MessageReader(table).Read(bytes, layout);

        Assert.Equal(3, layout.Bitmaps);
        Assert.Equal([11, 192], layout.Fields());
    }

    [Theory]
    [InlineData(7, "0230010000")]
    [InlineData(4, "12345678901234")]
    [InlineData(3, "abc")]
    [InlineData(129, "1")]
    [InlineData(52, "0G")]
    public void A_draft_that_the_table_does_not_allow_is_refused_by_field_and_not_by_value(int field, string value)
    {
        var draft = new MessageDraft { Mti = "0200", [field] = value };

        var refused = Assert.Throws<DraftException>(() => new MessageWriter(ReadyTables.Load(ReadyTables.Iso87Ascii)).Write(draft));

        Assert.DoesNotContain(value, refused.Message.Replace($"DE{field}", "", StringComparison.Ordinal));
    }

    private static FieldTable Vendor() => FieldTableFile.Read("vendor", new StringReader(VendorTable.Csv));

    private static Gen<MessageDraft> DraftOf(FieldTable table)
    {
        var fields = table.Fields.ToArray();
        return from chosen in Gen.Int[0, fields.Length - 1].Array[0, 12]
               from values in Gen.OneOf(chosen.Distinct().Select(index => fields[index]).Select(ValueOf).DefaultIfEmpty(Gen.Const((11, "000001"))).ToArray()).Array[0, 12]
               from type in Gen.OneOf<string>("200", "210", "400", "420", "800")
               select Draft($"{table.Version}{type}", values);
    }

    private static MessageDraft Draft(string mti, (int Field, string Value)[] values)
    {
        var draft = new MessageDraft { Mti = mti };
        foreach (var (field, value) in values)
            draft[field] = value;
        return draft;
    }

    private static Gen<(int Field, string Value)> ValueOf(FieldRule rule) =>
        from length in rule.Prefix.Digits > 0 ? Gen.Int[0, Math.Min(rule.Length, 60)] : Gen.Const(rule.Length)
        from value in TextOf(rule, length)
        select (rule.Number, value);

    private static Gen<string> TextOf(FieldRule rule, int length) => rule.Content switch
    {
        Content.Digits => Gen.Char['0', '9'].Array[length].Select(text => new string(text)),
        Content.Track => Gen.Char['0', '9'].Array[length].Select(text => new string(text)),
        Content.Letters => Gen.Char['A', 'Z'].Array[length].Select(text => new string(text)),
        Content.LettersAndDigits => Gen.Char['A', 'Z'].Array[length].Select(text => new string(text)),
        Content.Characters => Gen.Char['a', 'z'].Array[length].Select(text => new string(text)),
        Content.SignedDigits => Gen.Char['0', '9'].Array[length - 1].Select(text => "C" + new string(text)),
        Content.Bytes => Gen.Byte.Array[length].Select(Convert.ToHexString),
        _ => Gen.Const("991231235959"[^Math.Min(12, rule.Length)..] is var text && rule.Content switch
        {
            Content.MonthDay => "0229",
            Content.Time => "235959",
            Content.MonthDayTime => "1231235959",
            Content.YearMonth => "2612",
            Content.YearMonthDay => "280229",
            _ => text,
        } is var moment ? moment : ""),
    };
}
