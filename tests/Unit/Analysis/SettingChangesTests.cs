using FleetWatch.Analysis.Replays;
using FleetWatch.Contracts;
using FleetWatch.Detection;
using Xunit;

namespace FleetWatch.Unit.Analysis;

public sealed class SettingChangesTests
{
    [Fact]
    public void Every_setting_is_told_with_its_range_and_can_be_given_back_as_it_was_told()
    {
        var told = SettingChanges.Told(new DetectionSettings());

        Assert.Equal(typeof(DetectionSettings).GetProperties().Count(property => property.CanWrite), told.Count);
        Assert.Contains(new DetectionSetting("cardsToBlameTerminal", "3", "1", "100"), told);
        Assert.Contains(new DetectionSetting("leastDuration", "00:03:00", "00:00:00", "01:00:00"), told);
        Assert.Equal(new DetectionSettings(), SettingChanges.Apply(new DetectionSettings(), told.ToDictionary(setting => setting.Name, setting => setting.Value)).Settings);
    }

    [Fact]
    public void Changes_are_made_to_a_copy()
    {
        var now = new DetectionSettings();

        var (changed, errors) = SettingChanges.Apply(now, new Dictionary<string, string> { ["cardsToBlameTerminal"] = " 5 ", ["leastDuration"] = "00:10:00", ["leastRate"] = "1e-4" });

        Assert.Empty(errors);
        Assert.Equal(now with { CardsToBlameTerminal = 5, LeastDuration = TimeSpan.FromMinutes(10), LeastRate = 1e-4 }, changed);
        Assert.Equal(3, now.CardsToBlameTerminal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var (changed, errors) = SettingChanges.Apply(new DetectionSettings(), new Dictionary<string, string>
        {
            ["cardsToBlameTerminal"] = "0", ["leastDuration"] = "soon", ["leastRate"] = "NaN", ["volume"] = "11", ["upperBound"] = "2",
        });

        Assert.Null(changed);
        Assert.Equal(["cardsToBlameTerminal", "leastDuration", "leastRate", "volume"], errors.Select(error => error.Field).Order());
        Assert.Equal("A whole number from 1 to 100.", errors[0].Reason);
        Assert.Equal("changes", Assert.Single(SettingChanges.Apply(new DetectionSettings(), new Dictionary<string, string>()).Errors).Field);
    }

    [Fact]
    public void A_span_must_be_past_and_at_most_two_months()
    {
        var now = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        var asked = new StartReplay { RequestId = "r", Organisation = "acme", By = "Li", From = now.AddDays(-8), To = now.AddDays(-1), Changes = new Dictionary<string, string>() };

        Assert.Empty(ReplayCheck.Refuse(asked, now));
        Assert.Equal(["requestId", "from", "to"], ReplayCheck.Refuse(asked with { RequestId = "", From = now.AddDays(1) }, now).Select(error => error.Field));
        Assert.Equal("to", Assert.Single(ReplayCheck.Refuse(asked with { From = now.AddDays(-70) }, now)).Field);
    }
}
