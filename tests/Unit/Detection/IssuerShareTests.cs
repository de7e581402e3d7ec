using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class IssuerShareTests
{
    private const int New = 9;
    private readonly FailureRates _rates;

    public IssuerShareTests()
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        _rates = new FailureRates(new DetectionSettings(), new Exposures(fleet));
        Decline(3_000, each: 0);
    }

    [Fact]
    public void A_new_range_of_cards_has_the_share_that_it_has_had_since_it_came()
    {
        Decline(300, each: 10);

        Assert.InRange(_rates.ShareOf(New), 0.07, 0.1);
    }

    [Fact]
    public void An_issuer_that_fails_before_it_was_ever_heard_of_is_a_small_one()
    {
        for (var left = 20; left > 0; left--)
            _rates.Failed(Symptom.IssuerDown, 0, New);
        Decline(100, each: 0);

        Assert.InRange(_rates.ShareOf(New), 0, 0.01);
    }

    [Fact]
    public void A_restart_remembers_when_it_came()
    {
        Decline(300, each: 10);
        var state = new MemoryStream();
        _rates.Write(new BinaryWriter(state));
        state.Position = 0;
        var again = new FailureRates(new DetectionSettings(), new Exposures(new FleetMap()));
        again.Read(new BinaryReader(state));

        Assert.Equal(_rates.ShareOf(New), again.ShareOf(New));
    }

    private void Decline(int all, int each)
    {
        for (var number = 1; number <= all; number++)
            _rates.Failed(Symptom.Funds, 0, each > 0 && number % each == 0 ? New : number % 3);
    }
}
