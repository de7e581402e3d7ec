using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Replay;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class ShiftTests
{
    private static readonly DateTimeOffset Then = new(2026, 11, 2, 8, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_late_stays_late_in_proportion()
    {
        var shift = new Shift(Then, Now, 60);
        var sent = Then.AddHours(2);

        var moved = shift.Move(new TerminalHeartbeat { Id = "1", TerminalId = "T", OccurredAt = sent.AddMinutes(-30), SentAt = sent }, sent, "r-");

        Assert.Equal(("r-1", Now.AddMinutes(2), Now.AddMinutes(1.5)), (moved.Id, moved.SentAt!.Value, moved.OccurredAt));
    }

    [Fact]
    public void Order_is_kept_at_any_speed() =>
        Gen.Select(Gen.Double[0.1, 1000], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).Sample((speed, one, other) =>
        {
            var shift = new Shift(Then, Now, speed);

            return shift.Due(Then.AddSeconds(Math.Min(one, other))) <= shift.Due(Then.AddSeconds(Math.Max(one, other)));
        });

    [Fact]
    public void A_long_id_stays_within_the_format()
    {
        var moved = new Shift(Then, Now, 1).Move(new TerminalHeartbeat { Id = new string('x', 64), TerminalId = "T", OccurredAt = Then }, Then, "r5-");

        Assert.Equal(64, moved.Id.Length);
    }
}
