using FleetWatch.Analysis.Replays;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class UnderwayTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_replay_that_was_cancelled_and_replaced_while_it_waited_is_still_known_as_cancelled()
    {
        var asked = new StartReplay { RequestId = "r1", Organisation = "acme", By = "li", From = Now.AddDays(-7), To = Now, Changes = new Dictionary<string, string>() };
        var replay = new Underway(asked, new DetectionSettings(), Now);

        replay.Cancel();
        replay.Dispose();

        Assert.True(replay.Cancelled.IsCancellationRequested);
        Assert.Equal("cancelled", replay.Shown.State);
    }
}
