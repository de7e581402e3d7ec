using System.Globalization;
using FleetWatch.Iso8583.Codes;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class CodesTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Theory]
    [InlineData("iso-1987", "05", CodeFamily.Issuer)]
    [InlineData("unionpay-2015", "45", CodeFamily.Terminal)]
    [InlineData("unionpay-2015", "97", CodeFamily.Merchant)]
    [InlineData("unionpay-2015", "51", CodeFamily.Holder)]
    [InlineData("iso-1993", "909", CodeFamily.Network)]
    [InlineData("iso-1987", "00", CodeFamily.Approved)]
    public void A_code_means_what_its_scheme_says(string scheme, string code, CodeFamily family) =>
        Assert.Equal(family, ResponseCodes.Find(scheme, code)?.Family);

    [Fact]
    public void One_code_means_different_things_in_different_schemes() =>
        Assert.NotEqual(ResponseCodes.Find("iso-1987", "21")?.In(Chinese), ResponseCodes.Find("unionpay-2015", "21")?.In(Chinese));

    [Theory]
    [InlineData("iso-1987", "45")]
    [InlineData("iso-1993", "05")]
    public void A_code_that_a_scheme_does_not_have_is_unknown(string scheme, string code) => Assert.Null(ResponseCodes.Find(scheme, code));

    [Fact]
    public void Every_action_code_of_1993_has_a_code_of_1987_of_two_characters() =>
        Assert.All(ResponseCodes.Of("iso-1993"), code => Assert.NotNull(ResponseCodes.Find("iso-1987", code.Code87!))); // Every row has one.

    [Theory]
    [InlineData("iso-1987", "80", "fallback")]
    [InlineData("unionpay-2015", "98", "contactless")]
    [InlineData("unionpay-2015", "05", "chip")]
    [InlineData("iso-1993", "5", "chip")]
    public void An_entry_mode_has_a_kind(string scheme, string code, string kind) => Assert.Equal(kind, EntryModes.Find(scheme, code)?.Kind);

    [Fact]
    public void A_currency_is_found_by_its_number() => Assert.Equal("CNY", Currencies.Find(156));

    [Theory]
    [InlineData("unionpay-2015", "98", "response-timeout")]
    [InlineData("iso-1993", "4000", "customer-cancelled")]
    [InlineData("iso-1987", "ZZ", "response-timeout")]
    public void A_reversal_has_a_reason(string scheme, string code, string error) => Assert.Equal(error, ReversalReasons.Find(scheme, code));
}
