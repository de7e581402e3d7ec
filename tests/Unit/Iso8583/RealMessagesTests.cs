using System.Globalization;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class RealMessagesTests
{
    [SkippableTheory]
    [InlineData("financial_transaction_message", """
        0200
        3=380000
        4=000000000000
        7=0420050805
        11=011392
        12=120805
        13=0420
        15=0422
        18=5132
        32=2000001
        37=000000115604
        42=0800411        
        48=511463331563
        49=360
        60=99
        """)]
    [InlineData("iso_reversal_message", """
        0400
        2=111111*************
        3=180000
        4=000000030000
        7=0109080646
        11=100331
        12=001120
        13=0909
        15=0809
        18=9601
        32=
        37=600020000000
        42=00003430003948 
        48=08110012000004096565733200000003000001
        49=360
        55=-
        63=132
        90=020000331609080645190000000020000000000000
        """)]
    [InlineData("iso_reversal_message_advice", """
        0420
        2=
        3=180000
        4=000000030000
        7=0109080646
        11=100331
        12=001120
        25=33
        32=00011122233
        """)]
    [InlineData("network_management_message_response", """
        0810
        7=0420090613
        11=900001
        12=090613
        13=0420
        15=0420
        39=00
        70=001
        73=031128
        """)]
    [InlineData("network_management_message_with_track", """
        0800
        7=0420090613
        11=900001
        12=090613
        13=0420
        15=0420
        35=-
        70=001
        """)]
    public void A_message_of_1987_in_ascii_has_the_values_that_its_table_gives(string name, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), RealMessages.Lines(RealMessages.Decode(RealMessages.Ascii(name), ReadyTables.Iso87Ascii)));

    [SkippableTheory]
    [InlineData("financial_transaction_message_response", 39, "00")]
    [InlineData("iso_reversal_message_response", 12, "001230")]
    [InlineData("iso_reversal_message_response", 39, "00")]
    [InlineData("iso_reversal_repeat_message", 11, "200331")]
    [InlineData("iso_reversal_repeat_message_response", 42, "00343940003948 ")]
    [InlineData("network_management_message", 70, "001")]
    public void A_field_of_a_message_of_1987_is_found(string name, int field, string value) =>
        Assert.Equal(value, RealMessages.Decode(RealMessages.Ascii(name), ReadyTables.Iso87Ascii).Field(field)?.Value);

    [SkippableTheory]
    [InlineData("error_message", 55, 182, ParseReason.Truncated)]
    [InlineData("iso_reversal_message_error_date", 13, 97, ParseReason.NotDate)]
    [InlineData("iso_reversal_message_advice_missing_field", 32, 64, ParseReason.Missing)]
    [InlineData("iso_reversal_message_advice_unexpected_field", 14, 66, ParseReason.Unexpected)]
    [InlineData("network_management_message_with_error_track", 35, 66, ParseReason.NotTrack)]
    public void A_wrong_message_gets_an_error_that_names_field_offset_and_reason(string name, int field, int offset, ParseReason reason)
    {
        var message = RealMessages.Ascii(name);

        var error = Assert.Throws<MessageException>(() => RealMessages.Decode(message, ReadyTables.Iso87Ascii)).Error;

        Assert.Equal((field, offset, reason), (error.Field, error.Offset, error.Reason));
        Assert.StartsWith($"DE{field} at byte {offset}: ", error.ToString());
        Assert.StartsWith($"DE{field},第 {offset} 字节处:", error.In(CultureInfo.GetCultureInfo("zh-Hans")));
    }

    [SkippableTheory]
    [InlineData("iso_reversal_message_advice_missing_field")]
    [InlineData("iso_reversal_message_advice_unexpected_field")]
    public void A_tap_takes_a_message_that_is_well_written_but_has_other_fields_than_its_type_should(string name) =>
        Assert.True(new MessageReader(ReadyTables.Load(ReadyTables.Iso87Ascii))
            .TryRead(RealMessages.Ascii(name), new MessageLayout(), out _, out _));

    [SkippableFact]
    public void A_chinese_sale_has_the_values_that_its_table_gives() => Assert.Equal("""
        0200
        2=622424**********
        3=000000
        4=000000001111
        11=000079
        12=141554
        13=0824
        14=-
        22=071
        23=000
        25=00
        26=12
        41=10016919
        42=84329004582000B
        """.ReplaceLineEndings("\n"), string.Join('\n', RealMessages.Lines(RealMessages.Decode(RealMessages.UnionPay("pay-request"),
            ReadyTables.UnionPayPos)).Split('\n').TakeWhile(line => !line.StartsWith("46=", StringComparison.Ordinal))));

    [SkippableTheory]
    [InlineData("pay-request", 60, "2200072700060")]
    [InlineData("pay-request", 53, "2410000000000000")]
    [InlineData("pay-request", 49, "156")]
    [InlineData("pay-response", 37, "X00004002761")]
    [InlineData("pay-response", 38, "650852")]
    [InlineData("pay-response", 39, "00")]
    [InlineData("pay-response", 42, "84316655812000A")]
    [InlineData("pay-response", 43, "河南省银隆信息技术有限公司              ")]
    [InlineData("pay-response", 44, "0309       4843       ")]
    [InlineData("pay-response", 56, "00+成功")]
    [InlineData("pay-response", 60, "22000727000600070")]
    [InlineData("signin-request", 60, "00000726005")]
    [InlineData("signin-response", 37, "000000000000")]
    [InlineData("signin-response", 39, "00")]
    [InlineData("signin-response", 56, "成功")]
    [InlineData("download-request", 41, "10016919")]
    [InlineData("download-response", 43, "墨文哲有限公司                          ")]
    [InlineData("sign-img-request", 37, "X00004002761")]
    [InlineData("sign-img-response", 39, "00")]
    public void A_field_of_a_chinese_message_is_found(string name, int field, string value) =>
        Assert.Equal(value, RealMessages.Decode(RealMessages.UnionPay(name), ReadyTables.UnionPayPos).Field(field)?.Value);
}
