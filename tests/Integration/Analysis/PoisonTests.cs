using FleetWatch.Analysis.Parked;
using FleetWatch.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FleetWatch.Integration.Analysis;

public sealed class PoisonTests(Servers servers) : IClassFixture<Servers>
{
    // PostgreSQL cannot keep a NUL character in jsonb: only the database finds out, in the middle of the COPY.
    private const string Unstorable = "a\0b";

    [Fact]
    public async Task Only_the_message_to_blame_is_parked_and_it_can_be_given_back()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        await analysis.Register("poison");
        var parked = analysis.Services.GetRequiredService<ParkedMessages>();

        await Task.WhenAll(
            analysis.Send(Feed.Batch("poison", Feed.Failure("T1", "a"))),
            analysis.Send(Feed.Batch("poison", Feed.Failure("T2", "b"), Feed.Failure("T2", "c") with { CardRef = Unstorable })),
            analysis.Send(Feed.Batch("poison", Feed.Failure("T1", "d"))));

        await analysis.StreamOf(2, "poison", "terminal/T1");
        await Eventually.True(async () => await parked.Count("poison", default) == 1, "the message is parked");
        Assert.Empty(await analysis.Stream("poison", "terminal/T2"));

        Assert.Equal(1u, await parked.Redrive("poison", default));
        await Eventually.True(async () => await parked.Count("poison", default) == 1, "it is parked again, for it is no better than before");
        await analysis.Send(Feed.Batch("poison", Feed.Failure("T1", "e")));
        Assert.Equal(3, (await analysis.StreamOf(3, "poison", "terminal/T1")).Count);
    }

    [Fact]
    public async Task A_parked_message_says_why()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        await analysis.Register("reason");

        await analysis.Send(Feed.Batch("reason", Feed.Failure("T1", "a") with { CardRef = Unstorable }));

        var parked = analysis.Services.GetRequiredService<ParkedMessages>();
        await Eventually.True(async () => await parked.Count("reason", default) == 1, "the message is parked");
        var headers = await parked.Reasons("reason", default);
        Assert.Contains("22P05", Assert.Single(headers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_on_another_organisations_queue_is_parked()
    {
        await using var analysis = await AnalysisHost.Start(servers);
        await analysis.Register("mine");
        var strayed = Feed.Batch("yours", Feed.Failure("T1", "a"));

        await ServiceDefaults.Fleet.SendToFleet(analysis.Bus, "mine", strayed, strayed.BatchId, default);

        var parked = analysis.Services.GetRequiredService<ParkedMessages>();
        await Eventually.True(async () => await parked.Count("mine", default) == 1, "the message is parked");
        Assert.Empty(await analysis.Stream("mine", "terminal/T1"));
    }
}
