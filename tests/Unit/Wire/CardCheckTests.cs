using System.Text;
using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Unit.Ingest;
using Xunit;

namespace FleetWatch.Unit.Wire;

/// <summary>What the check digit is there for: a number is told from nearly everything that it becomes by one slip of a hand.</summary>
public sealed class CardCheckTests
{
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("378282246310005")]
    [InlineData("6224242300000069")]
    [InlineData("79927398713")]
    public void A_known_number_passes(string number) => Assert.True(Passes(number));

    [Fact]
    public void Every_card_number_passes() => Cards.Numbers.Sample(Passes);

    [Fact]
    public void With_any_one_digit_changed_it_does_not_pass() =>
        Gen.Select(Cards.Numbers, Gen.Int[0, CardCheck.Longest - 1], Gen.Int[1, 9]).Sample((number, at, more) =>
        {
            var changed = number.ToCharArray();
            ref var digit = ref changed[at % number.Length];
            digit = (char)('0' + (digit - '0' + more) % 10);
            Assert.False(Passes(new string(changed)));
        });

    [Fact]
    public void With_two_neighbours_exchanged_it_passes_only_where_they_are_0_and_9_or_the_same() =>
        Gen.Select(Cards.Numbers, Gen.Int[0, CardCheck.Longest - 2]).Sample((number, at) =>
        {
            at %= number.Length - 1;
            var (one, other) = (number[at], number[at + 1]);
            var exchanged = $"{number[..at]}{other}{one}{number[(at + 2)..]}";
            Assert.Equal(one == other || (one, other) is ('0', '9') or ('9', '0'), Passes(exchanged));
        });

    private static bool Passes(string digits) => CardCheck.Passes(Encoding.ASCII.GetBytes(digits));
}
