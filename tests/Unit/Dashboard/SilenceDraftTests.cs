using FleetWatch.Dashboard.Windows;
using FleetWatch.Rulebook;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class SilenceDraftTests
{
    [Fact]
    public void What_is_typed_is_a_window_that_the_rulebook_reads_and_the_form_reads_again()
    {
        var draft = SilenceDraft.Now(new DateTimeOffset(2026, 11, 5, 12, 0, 30, TimeSpan.Zero), "Asia/Shanghai");
        (draft.Reason, draft.Scopes, draft.Causes, draft.Rule) = ("re\"building", "site:S1, region:Hubei", "power", "FREQ=WEEKLY;BYDAY=SU");

        var (window, errors) = WindowText.Read("s-1", draft.ToText());
        var again = SilenceDraft.Read(draft.ToText());

        Assert.Empty(errors);
        Assert.Equal(("re\"building", 2, "2026-11-05T20:00:00"), (window!.Reason, window.Scopes.Count, window.Start.ToString("yyyy-MM-ddTHH:mm:ss", null)));
        Assert.Equal(draft.ToText(), again.ToText());
    }

    [Fact]
    public void An_empty_form_is_told_everything_that_is_missing()
    {
        var (_, errors) = WindowText.Read("s-1", new SilenceDraft { Length = "" }.ToText());

        Assert.Contains(errors, error => error.Field == "start");
        Assert.Contains(errors, error => error.Field == "length");
        Assert.Contains(errors, error => error.Field == "timeZone");
    }
}
