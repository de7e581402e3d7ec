using FleetWatch.Iso8583.Tables;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class FieldTableFileTests
{
    [Fact]
    public void Every_ready_table_loads() => Assert.All(ReadyTables.Names, name => Assert.NotEmpty(ReadyTables.Load(name).Fields));

    [Fact]
    public void Every_field_of_a_ready_table_has_a_chinese_name() =>
        Assert.All(ReadyTables.Names, name => Assert.DoesNotContain(ReadyTables.Load(name).Fields, field => field.NameZh is null));

    [Fact]
    public void An_unknown_table_is_refused_with_the_known_ones() =>
        Assert.Contains("unionpay-pos", Assert.Throws<ArgumentException>(() => ReadyTables.Load("iso99")).Message);

    [Fact]
    public void Every_error_of_a_file_is_reported_with_line_column_and_reason()
    {
        var wrong = """
            field,name,nameZh,length,prefix,encoding,content,filler,privacy,requiredIn,forbiddenIn
            version,x,,,,,,,,,
            mti,Type,,4,,ascii,n,,open,,
            2,Card,,..19,ll-ascii,ascii,n,,open,,
            3,Code,,six,,ascii,n,,open,,
            4,Amount,,12,,morse,n,,open,,
            35,Track,,..37,ll-ascii,ascii,z,,scan,,
            48,Text,,..999,ll-ascii,ascii,ans,,scan,,
            48,Again,,..99,ll-ascii,ascii,ans,,scan,,
            49,Both,,..3,,ascii,an,,open,,
            50,Type,,3,,ascii,an,,open,2x0,
            777,Far,,3,,ascii,an,,open,,
            60,Short
            """;

        var errors = Assert.Throws<FieldTableException>(() => FieldTableFile.Read("mine", new StringReader(wrong))).Errors;

        Assert.Equivalent(new (int, string)[]
        {
            (2, "version"), (4, "privacy"), (5, "length"), (6, "encoding"), (7, "privacy"), (8, "length"), (10, "prefix"), (11, "requiredIn"),
            (12, "field"), (12, "scheme"), (12, "bitmap"), (13, "60"),
        }, errors.Select(error => (error.Line, error.Column)), strict: true);
        Assert.All(errors, error => Assert.NotEmpty(error.Reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("field,name")]
    public void A_file_without_the_columns_is_refused(string file) =>
        Assert.NotEmpty(Assert.Throws<FieldTableException>(() => FieldTableFile.Read("mine", new StringReader(file))).Errors);
}
