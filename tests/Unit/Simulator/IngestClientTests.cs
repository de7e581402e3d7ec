using System.Net;
using System.Net.Http.Json;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Posting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class IngestClientTests : IDisposable
{
    private readonly FakeIngest _peer = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _said = [];

    public void Dispose() => _peer.Dispose();

    [Fact]
    public async Task Waits_as_long_as_it_is_asked_to()
    {
        _peer.Next.Enqueue(FakeIngest.Busy(HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(7)));
        _peer.Next.Enqueue(FakeIngest.Busy(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(3)));

        var reply = await Client().PostEventsAsync("{}\n"u8.ToArray(), CancellationToken.None);

        Assert.Equal(1, reply.Accepted);
        Assert.Equal(2, _said.Count);
        Assert.Contains(" 7 ", _said[0], StringComparison.Ordinal);
        Assert.Contains(" 3 ", _said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_in_the_end_and_says_so()
    {
        for (var times = 0; times < 50; times++)
            _peer.Next.Enqueue(FakeIngest.Busy(HttpStatusCode.ServiceUnavailable));

        await Assert.ThrowsAsync<IOException>(() => Client(TimeSpan.FromMinutes(1)).PostEventsAsync("{}\n"u8.ToArray(), CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task What_will_never_be_taken_is_said_at_once(HttpStatusCode code)
    {
        var no = new HttpResponseMessage(code) { Content = JsonContent.Create(new { title = "No key." }, mediaType: new("application/problem+json")) };
        _peer.Next.Enqueue(no);

        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => Client().PostEventsAsync("{}\n"u8.ToArray(), CancellationToken.None));

        Assert.Contains("No key.", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_said);
    }

    // Virtual time passes as soon as somebody waits.
    private IngestClient Client(TimeSpan? giveUpAfter = null) => new(new Uri("http://ingest.test"), "k", _clock, line =>
    {
        _said.Add(line);
        _clock.Advance(TimeSpan.FromSeconds(30));
    }, _peer)
    { GiveUpAfter = giveUpAfter ?? TimeSpan.FromMinutes(10) };
}
