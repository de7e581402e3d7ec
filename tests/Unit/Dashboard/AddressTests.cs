using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Explain;
using FleetWatch.Dashboard.Terminals;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class AddressTests
{
    [Theory]
    [InlineData("/terminals?condition=silent", "/terminals?condition=silent")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData(null, "/")]
    public void Nobody_is_led_to_another_site_after_signing_in(string? given, string expected) => Assert.Equal(expected, LocalAddress.Of(given));

    [Theory]
    [InlineData("2026-11-05 10:58", "2026-11-05T10:58:00+08:00")]
    [InlineData("2026-11-05 10:58:29", "2026-11-05T10:58:29+08:00")]
    [InlineData("2026-11-05T02:58:00Z", "2026-11-05T02:58:00+00:00")]
    public void A_time_from_a_receipt_is_the_organisations(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), LocalMoment.Read(text, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

    [Fact]
    public void What_is_no_time_is_none() => Assert.Null(LocalMoment.Read("yesterday", TimeZoneInfo.Utc));

    [Fact]
    public void A_key_with_strange_characters_stays_one_address() =>
        Assert.Equal("/terminals/T%2F1%3F", new Selection(SelectionKind.Terminal, "T/1?").Address);
}
