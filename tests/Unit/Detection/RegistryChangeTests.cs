using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>What is known of a terminal goes with it, whatever the registry calls its groups by now; and what nobody told of was not well for that.</summary>
public sealed class RegistryChangeTests
{
    private static readonly long Noon = new DateTime(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc).Ticks;
    private readonly FleetMap _fleet = new();
    private readonly ActivityHistory _history;

    public RegistryChangeTests() => _history = new ActivityHistory(_fleet);

    [Fact]
    public void A_groups_history_is_that_of_its_terminals_whenever_they_came_to_it()
    {
        Register("T1", "cmcc");
        Register("T2", "cmcc");
        Add(0, 5, 1);
        Add(1, 7, 1);

        Move("T2", "telecom");

        Assert.Equal((5, 1), Told(ScopeKind.Carrier, "cmcc"));
        Assert.Equal((7, 1), Told(ScopeKind.Carrier, "telecom"));
        Assert.Equal((12, 2), Told(ScopeKind.Region, "North"));
        Add(1, 3, 0);
        Assert.Equal((10, 1), Told(ScopeKind.Carrier, "telecom"));
    }

    [Fact]
    public void One_that_was_heard_before_it_was_registered_has_its_history_in_the_groups_that_it_is_told_to_be_in()
    {
        Add(_fleet.Of("T1"), 5, 1);

        Move("T1", "cmcc");

        Assert.Equal((5, 1), Told(ScopeKind.Carrier, "cmcc"));
        Assert.Equal((5, 1), Told(ScopeKind.Fleet, FleetMap.WholeFleet));
    }

    [Theory]
    [InlineData(nameof(Symptom.DoNotHonour))]
    [InlineData(nameof(Symptom.ConnectTimeout))]
    [InlineData(nameof(Symptom.IssuerDown))]
    public void What_was_tried_before_a_kind_of_failure_was_ever_told_of_did_not_pass_for_that(string name)
    {
        var symptom = Enum.Parse<Symptom>(name);
        var (silent, telling) = (Rates(100_000), Rates(0));
        telling.Failed(symptom, 0, -1);
        telling.Attempts(0, 100_000, Noon);
        var before = silent.LikelyOf(symptom);

        silent.Failed(Symptom.KeyError, 0, -1);
        silent.Failed(Symptom.Funds, 0, -1);
        silent.Failed(Symptom.NoSignal, 0, -1);

        Assert.True(silent.LikelyOf(symptom) > 10 * before);
        Assert.Equal(1, telling.ToldShare(symptom));
        Assert.Equal(0, silent.ToldShare(symptom));
        Assert.True(telling.LikelyOf(symptom) < 3 * before);
    }

    /// <summary>The first failure of its kind may be the first of an outage.</summary>
    [Fact]
    public void An_outage_that_is_the_first_that_is_told_of_is_not_learned_as_the_everyday()
    {
        var rates = Rates(1_000_000);
        for (var failure = 0; failure < 1_000; failure++)
            rates.Failed(Symptom.SystemError, 0, -1);
        Assert.InRange(rates.Of(Symptom.SystemError), 0.0005, 0.003);
    }

    [Fact]
    public void A_fleet_that_tried_little_was_told_of_all_of_it()
    {
        var rates = Rates(1_000);
        rates.Failed(Symptom.Funds, 0, -1);
        Assert.Equal(1, rates.ToldShare(Symptom.Funds));
    }

    [Fact]
    public void What_was_not_told_of_is_known_after_a_restart()
    {
        var rates = Rates(100_000);
        rates.Failed(Symptom.Funds, 0, -1);
        using var saved = new MemoryStream();
        using (var writer = new BinaryWriter(saved, System.Text.Encoding.UTF8, leaveOpen: true))
            rates.Write(writer);
        saved.Position = 0;
        var read = Rates(0);
        using var reader = new BinaryReader(saved);
        read.Read(reader);

        foreach (var symptom in Enum.GetValues<Symptom>())
            Assert.Equal(rates.Of(symptom), read.Of(symptom));
        read.Failed(Symptom.Funds, 0, -1);
        Assert.Equal(rates.ToldShare(Symptom.Funds), read.ToldShare(Symptom.Funds));
    }

    private void Register(string id, string carrier) => _fleet.Register(new TerminalRecord { TerminalId = id, Carrier = carrier, Region = "North" });

    private void Move(string id, string carrier)
    {
        var terminal = _fleet.Of(id);
        var before = _fleet.LookOf(terminal);
        Register(id, carrier);
        _history.Moved(terminal, before);
    }

    private void Add(int terminal, int attempts, int beats) => _history.Add(terminal, Noon, attempts, beats);

    private (int Attempts, int Beats) Told(ScopeKind kind, string key)
    {
        var (attempts, beats) = (new int[ActivityHistory.Quarters], new int[ActivityHistory.Quarters]);
        var quarter = (int)(Noon / ActivityHistory.QuarterTicks);
        _history.Read(_fleet.Group(_fleet.GroupOf(kind, key)), quarter, quarter, attempts, beats);
        return (attempts[^1], beats[^1]);
    }

    private static FailureRates Rates(int attempts)
    {
        var fleet = new FleetMap();
        fleet.Register(new TerminalRecord { TerminalId = "T1" });
        var rates = new FailureRates(new DetectionSettings(), new Exposures(fleet));
        rates.Attempts(0, attempts, Noon);
        return rates;
    }
}
