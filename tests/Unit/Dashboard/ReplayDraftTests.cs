using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Dashboard;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Replay;
using FleetWatch.Explaining;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class ReplayDraftTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DetectionSetting[] Settings = [new("cardsToBlameTerminal", "3", "1", "100"), new("upperBound", "1", "0", "3")];
    private static readonly Words English = Words.For("en", "Asia/Shanghai", Texts.Own);

    [Fact]
    public void Days_are_the_organisations_and_the_last_one_counts()
    {
        var draft = ReplayDraft.LastWeek(new DateTimeOffset(2026, 11, 20, 20, 0, 0, TimeSpan.Zero), Shanghai);
        Assert.Equal(("2026-11-13", "2026-11-19"), (draft.From, draft.To));
        draft.Values["upperBound"] = " 2 ";

        Assert.True(draft.Check(Settings, Shanghai, English));
        var asked = draft.ToRequest("r", new Person { Name = "Li", Organisation = "acme", Role = Roles.Operator }, Settings, Shanghai);

        Assert.Equal(DateTimeOffset.Parse("2026-11-12T16:00Z", CultureInfo.InvariantCulture), asked.From);
        Assert.Equal(DateTimeOffset.Parse("2026-11-19T16:00Z", CultureInfo.InvariantCulture), asked.To);
        Assert.Equal([KeyValuePair.Create("upperBound", "2")], asked.Changes);
    }

    [Fact]
    public void The_same_again_is_known_by_what_it_asks_and_not_by_its_id()
    {
        var draft = ReplayDraft.LastWeek(new DateTimeOffset(2026, 11, 20, 20, 0, 0, TimeSpan.Zero), Shanghai);
        StartReplay Asked(string id, string bound)
        {
            draft.Values["upperBound"] = bound;
            return draft.ToRequest(id, new Person { Name = "Li", Organisation = "acme", Role = Roles.Operator }, Settings, Shanghai);
        }

        Assert.True(ReplayDraft.Same(Asked("a", "2"), Asked("b", " 2")));
        Assert.False(ReplayDraft.Same(Asked("a", "2"), Asked("a", "3")));
    }

    [Fact]
    public void What_cannot_be_is_said_at_its_field_and_what_was_typed_stays()
    {
        var draft = new ReplayDraft { From = "2026-11-09", To = "soon" };

        Assert.False(draft.Check(Settings, Shanghai, English));

        Assert.NotNull(draft.Error("to"));
        Assert.NotNull(draft.Error("cardsToBlameTerminal"));
        Assert.Equal("soon", draft.To);
        draft.To = "2026-11-08";
        Assert.False(draft.Check(Settings, Shanghai, English));
        Assert.Equal(English.Say("replay.turned"), draft.Error("to"));
    }
}
