using System.Text.Json;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class SecretsTests
{
    private const string Card = "6224242300000069";
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    [SkippableFact]
    public void Nothing_secret_of_the_real_sale_survives()
    {
        string[] secrets = [Card, "2423000000", "2903", "846FD62985CAAE75", "1EF41C469F37", "9F2608", "36C9B89F", "8359392745", "3833353932373435", "83592745"];
        foreach (var name in new[] { "pay-request", "pay-response" })
        {
            var message = RealMessages.Decode(RealMessages.UnionPay(name), ReadyTables.UnionPayPos);
            var graph = JsonSerializer.Serialize(message) + message + string.Concat(message.Fields);

            Assert.All(secrets, secret => Assert.DoesNotContain(secret, graph, StringComparison.OrdinalIgnoreCase));
            Assert.Null(message.Field(14)?.Value);
            Assert.Null(message.Field(52)?.Value);
            Assert.Null(message.Field(64)?.Value);
        }
    }

    [Theory]
    [InlineData(ReadyTables.Iso87Ascii)]
    [InlineData(ReadyTables.Iso87Binary)]
    [InlineData(ReadyTables.Iso93Ascii)]
    [InlineData(ReadyTables.UnionPayPos)]
    public void Every_secret_field_is_passed_over_in_every_table(string name)
    {
        var table = ReadyTables.Load(name);
        var secret = new HashSet<int> { 14, 34, 35, 36, 45, 52, 64 };

        Assert.All(table.Fields.Where(field => secret.Contains(field.Number)), field => Assert.Equal(Keeping.Secret, field.Keeping));
        Assert.Equal(Keeping.CardNumber, table.Rule(2)?.Keeping);
        Assert.Equal(Keeping.Emv, table.Rule(55)?.Keeping);
    }

    [Fact]
    public void An_error_says_nothing_of_the_content()
    {
        var table = ReadyTables.Load(ReadyTables.Iso87Ascii);
        var message = System.Text.Encoding.ASCII.GetBytes("0200400000000000000016622424230000006X");

        Assert.False(new MessageReader(table).TryRead(message, new MessageLayout(), out _, out var error));

        Assert.Equal("DE2 at byte 20: holds something other than digits", error.ToString());
        Assert.DoesNotContain("62242423", new MessageException(error).ToString());
    }

    [Fact]
    public void A_card_number_gives_its_first_digits_and_a_keyed_token()
    {
        var table = ReadyTables.Load(ReadyTables.UnionPayPos);
        using var tokens = new CardTokens(Key);
        var view = Read(table, new MessageDraft { Mti = "0200", [2] = Card, [11] = "1" });

        Assert.Equal(622424, view.Bin(BinPolicy.Six));
        Assert.Equal(62242423, view.Bin(BinPolicy.EightOfSixteen));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Key, System.Text.Encoding.ASCII.GetBytes(Card)))[..16],
            CardTokens.Text(view.Token(tokens)));
    }

    [Theory]
    [InlineData("4111111111111", 411111)]
    [InlineData("378282246310005", 378282)]
    [InlineData("6224242300000000069", 622424)]
    [InlineData("62242423", -1)]
    public void Eight_digits_are_kept_only_of_sixteen(string card, int bin) =>
        Assert.Equal(bin, Read(ReadyTables.Load(ReadyTables.Iso87Ascii), new MessageDraft { Mti = "0200", [2] = card }).Bin(BinPolicy.EightOfSixteen));

    [Fact]
    public void One_card_has_one_token_in_every_table()
    {
        using var tokens = new CardTokens(Key);
        var seen = new HashSet<ulong>();
        foreach (var name in new[] { ReadyTables.Iso87Ascii, ReadyTables.Iso87Binary, ReadyTables.UnionPayPos })
            seen.Add(Read(ReadyTables.Load(name), new MessageDraft { Mti = "0200", [2] = "6224242300000000069" }).Token(tokens));

        Assert.Single(seen);
        Assert.DoesNotContain(0UL, seen);
    }

    [Fact]
    public void A_key_that_is_too_short_is_refused() => Assert.Throws<ArgumentException>(() => new CardTokens(new byte[31]));

    [Fact]
    public void Of_chip_data_only_harmless_tags_are_shown()
    {
        var view = Read(ReadyTables.Load(ReadyTables.UnionPayPos), new MessageDraft
        {
            Mti = "0200",
            [55] = "5A086224242300000069" + "5F24032903319505008000000057116224242300000069D29032200000000000" + "9F3303E0F8C88408A000000333010102",
        });

        Assert.Equal("95=0080000000 9F33=E0F8C8 84=A000000333010102", view.Text(55));
    }

    [Theory]
    [InlineData("22", "05", null)]
    [InlineData("35", "6224242300000069=29032010000000000", true)]
    [InlineData("35", "6224242300000069=29031010000000000", false)]
    [InlineData("35", "6224242300000069", null)]
    public void A_track_says_only_whether_the_card_has_a_chip(string field, string value, bool? chip)
    {
        foreach (var name in new[] { ReadyTables.Iso87Ascii, ReadyTables.UnionPayPos })
        {
            var view = Read(ReadyTables.Load(name), new MessageDraft { Mti = "0200", [int.Parse(field, System.Globalization.CultureInfo.InvariantCulture)] = value });
            Assert.Equal(chip, view.CardHasChip);
            Assert.Null(view.Text(35));
        }
    }

    [Theory]
    [InlineData("card 6224242300000069 refused", "card **************** refused")]
    [InlineData("6224 2423 0000 0069", "**** **** **** ****")]
    [InlineData("12 6224-2423-0000-0069", "12 ****-****-****-****")]
    [InlineData("00000091622424230000006902", "00000091****************02")]
    [InlineData("378282246310005", "***************")]
    [InlineData("6224242300000068", "6224242300000068")]
    [InlineData("08110012000004096565733200000003000001", "08110012000004096565733200000003000001")]
    [InlineData("no number", "no number")]
    public void A_card_number_in_free_text_is_masked(string text, string masked) => Assert.Equal(masked, CardNumberMask.Masked(text));

    [Theory]
    [InlineData("36323234323432333030303030303639", "2A2A2A2A2A2A2A2A2A2A2A2A2A2A2A2A")]
    [InlineData("AA6224242300000069BB", "AA****************BB")]
    [InlineData("534D303136CDC489", "534D303136CDC489")]
    public void A_card_number_in_bytes_is_masked_as_characters_and_as_packed_digits(string bytes, string masked) =>
        Assert.Equal(masked, Read(ReadyTables.Load(ReadyTables.UnionPayPos), new MessageDraft { Mti = "0200", [63] = bytes }).Text(63));

    private static MessageView Read(FieldTable table, MessageDraft draft) =>
        new MessageReader(table).Read(new MessageWriter(table).Write(draft), new MessageLayout());
}
