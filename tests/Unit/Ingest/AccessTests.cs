using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Posts;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.Extensions.Options;
using Xunit;

namespace FleetWatch.Unit.Ingest;

public sealed class AccessTests
{
    [Fact]
    public void A_key_opens_with_its_own_secret_only()
    {
        var token = KeyToken.Create();
        var key = Key(token);

        Assert.True(key.Opens(KeyToken.Parse(token.Reveal())!)); // it has the shape
        Assert.False(key.Opens(token with { Secret = KeyToken.Create().Secret }));
        Assert.False((key with { RevokedAt = EventReaderTests.Now }).Opens(token));
    }

    [Fact]
    public void Neither_the_stored_key_nor_a_printed_token_tells_the_secret()
    {
        var token = KeyToken.Create();

        Assert.DoesNotContain(token.Secret, Key(token).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token.Secret, token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fw_")]
    [InlineData("fw_abcdefghjkmn_short")]
    [InlineData("xx_abcdefghjkmn_0123456789012345678901234567890123456789012")]
    public void What_has_not_the_shape_of_a_key_is_none(string text) => Assert.Null(KeyToken.Parse(text));

    [Theory]
    [InlineData("demo", true)]
    [InlineData("a-1", true)]
    [InlineData("Demo", false)]
    [InlineData("1a", false)]
    [InlineData("a\n", false)]
    [InlineData("", false)]
    public void Knows_ids_of_organisations(string id, bool valid) => Assert.Equal(valid, OrganisationId.IsValid(id));

    [Fact]
    public void A_key_that_overdraws_waits_until_its_allowance_is_back()
    {
        var now = EventReaderTests.Now;
        var pace = new Pace(Options.Create(new EventLimits { BurstPerKey = 100, EventsPerSecondPerKey = 10 }));

        pace.Charge("k", 120, now);

        Assert.Equal(TimeSpan.FromSeconds(2.1), pace.Wait("k", now));
        Assert.Equal(TimeSpan.Zero, pace.Wait("other", now));
        Assert.Equal(TimeSpan.Zero, pace.Wait("k", now.AddSeconds(2.1)));
    }

    private static ApiKey Key(KeyToken token) => new()
    {
        Id = token.Id,
        Organisation = "demo",
        Source = "x",
        Scopes = [Scopes.Events],
        SecretHash = token.Hash(),
        CreatedAt = EventReaderTests.Now,
    };
}
