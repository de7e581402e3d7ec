using FleetWatch.Analysis.Replays;
using FleetWatch.Contracts;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class UnderwayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_replay_that_was_cancelled_and_replaced_while_it_waited_is_still_known_as_cancelled()
    {
        var replay = new Underway("acme", new Replay { Id = "r1", By = "li", AskedAt = Now, From = Now.AddDays(-7), To = Now, Changes = new Dictionary<string, string>(), State = "waiting" });

        replay.Cancel();
        replay.Dispose();

        Assert.True(replay.Cancelled.IsCancellationRequested);
        Assert.Equal("cancelled", replay.Shown.State);
    }
}
