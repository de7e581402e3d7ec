using System.Text;
using CsCheck;
using FleetWatch.Ingest.Sanitising;
using Xunit;

namespace FleetWatch.Unit.Ingest;

public sealed class CardTextTests
{
    [Fact]
    public void No_card_number_passes_however_it_is_written() =>
        Cards.Numbers.SelectMany(number => Cards.Written(number)).Sample(text => Find(text) is not "None", iter: 20_000);

    [Theory]
    [InlineData("4111111111111111", "Number")]
    [InlineData("4111-1111-1111-1111", "Number")]
    [InlineData("41111111111111111225", "Number")] // its expiry date behind it
    [InlineData("9F2608AABBCCDDEEFF00115A0841111111111111115F24032512319A03", "Number")] // EMV tag 5A
    [InlineData("374245455400126", "Number")]
    [InlineData("622848 0402564890018", "Number")] // 6 and 13, as cards of China are printed
    [InlineData("%2534%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531%2531", "Number")] // URL-encoded twice
    [InlineData("1234567890123=29121011", "Track")] // fails the check, but nothing else looks so
    [InlineData("%B1234567890123^DOE/J^2912", "Track")]
    [InlineData("62284804025648900D29122010000", "Track")]
    [InlineData("cvv=123", "Secret")]
    [InlineData("{\"cvc2\":\"1234\"}", "Secret")]
    [InlineData("pinblock: 0412AC89ABCDEF67", "Secret")]
    public void Finds(string text, string kind) => Assert.Equal(kind, Find(text));

    [Theory]
    [InlineData("65-T000069-3bd")]
    [InlineData("c9f3a1c5e2b10")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("evt_018f4a52-4111-7111-8111-111111111111")]
    [InlineData("2026-11-05T10:58:29.581+08:00")]
    [InlineData("2026-11-05T10:58:29.581000000-08:00")]
    [InlineData("T000069-1762311509583")] // Unix milliseconds that pass the check
    [InlineData("1762311509000001")]
    [InlineData("20261105105829586")]
    [InlineData("T1-20261105105829")]
    [InlineData("356938035643809")] // IMEI
    [InlineData("8986002407165003412")] // ICCID
    [InlineData("460001234567895")] // IMSI
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("31.230416123456789")]
    [InlineData("4111 1111 1111 1112")] // fails the check
    [InlineData("411111******1111")]
    [InlineData("622848")]
    [InlineData("10.4.2")]
    [InlineData("cvv=match")]
    [InlineData("")]
    public void Lets_pass(string text) => Assert.Equal("None", Find(text));

    [Fact]
    public void No_uuid_with_three_letters_is_taken_for_a_card() =>
        Gen.Guid.Where(id => id.ToString("D").Count(char.IsAsciiLetter) >= 3).Sample(id => Find(id.ToString("D")) is "None", iter: 50_000);

    [Theory]
    [InlineData("cvv", "Secret")]
    [InlineData("CVV2", "Secret")]
    [InlineData("card_cvc", "Secret")]
    [InlineData("pin-block", "Secret")]
    [InlineData("encryptedPinBlock", "Secret")]
    [InlineData("track2", "Track")]
    [InlineData("Track2EquivalentData", "Track")]
    [InlineData("cardNumber", "Number")]
    [InlineData("PAN", "Number")]
    [InlineData("panel", "None")]
    [InlineData("pinVerified", "None")]
    [InlineData("cvvResult", "None")]
    [InlineData("tracking", "None")]
    [InlineData("spanId", "None")]
    [InlineData("terminalId", "None")]
    public void Knows_names(string name, string kind) => Assert.Equal(kind, CardNames.Of(Encoding.UTF8.GetBytes(name)).ToString());

    private static string Find(string text) => CardText.Find(Encoding.UTF8.GetBytes(text)).ToString();
}
