using FleetWatch.Contracts;
using FleetWatch.Dashboard.Fleets;
using FleetWatch.Dashboard.Reports;
using FleetWatch.Reporting.Data;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace FleetWatch.Integration.Dashboard;

/// <summary>The same week through files and through the Dashboard's tables.</summary>
public sealed class WeekTablesTests(StoredFortnight fortnight) : IClassFixture<StoredFortnight>
{
    /// <summary>But that an hour's attempts are believed to be of when they came where the terminal's clock cannot be right, which the report says.</summary>
    [Fact]
    public async Task Every_number_is_that_of_the_feed()
    {
        var (tables, files) = (await fortnight.FromTables(), fortnight.FromFiles((happened, at) =>
            happened is TransactionFailed || HourFacts.When(happened, at) == happened.OccurredAt ? happened : happened with { OccurredAt = at, SentAt = at }));
        var merchant = fortnight.Simulation.Estate.Registry.GroupBy(one => one.MerchantId!).MaxBy(same => same.Count())!.Key; // The estate names merchants.
        var region = fortnight.Simulation.Estate.Registry.First().Region!; // And regions.

        foreach (var scope in new[] { new ReportScope(ReportScopeKind.Organisation, "acme"), new ReportScope(ReportScopeKind.Region, region), new ReportScope(ReportScopeKind.Merchant, merchant) })
        {
            var (told, counted) = (tables.Of("acme", scope), files.Of("acme", scope));
            Assert.True(counted.Failures.Failures > 0 && counted.Availability.OpenMinutes > 0);
            Assert.Equal(ReportJson.Of(counted).Split('\n'), ReportJson.Of(told).Split('\n'));
        }
    }

    [Fact]
    public async Task Of_a_week_whose_events_are_gone_the_failures_are_counted_and_what_is_missing_is_said()
    {
        var database = fortnight.App.Services.GetRequiredService<NpgsqlDataSource>();
        var gone = new WeekTables(database, Options.Create(new Retention { Events = TimeSpan.FromDays(1) }), fortnight.Clock);
        var scope = new ReportScope(ReportScopeKind.Organisation, "acme");
        var (hours, events) = ((await gone.Read(StoredFortnight.Acme, fortnight.Week, default)).Of("acme", scope), (await fortnight.FromTables()).Of("acme", scope));

        Assert.Equal([Caveat.Hours, Caveat.Cards], hours.Caveats);
        Assert.Equal(events.Failures.Attempts, hours.Failures.Attempts);
        Assert.Equal(events.Availability, hours.Availability);
        // A terminal's clock that is far off moves its failures from the week in which they say they were to that in which they came.
        Assert.InRange(hours.Failures.Failures, events.Failures.Failures * 0.97, events.Failures.Failures * 1.03);
        Assert.Contains("no longer kept one by one", HtmlMail.Of(Writing.Of(hours, "en", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_before_everything_claims_nothing()
    {
        var report = (await fortnight.App.Services.GetRequiredService<WeekTables>().Read(StoredFortnight.Acme, fortnight.Week.Previous.Previous, default))
            .Of("acme", new ReportScope(ReportScopeKind.Organisation, "acme"));

        Assert.False(report.HasData);
        Assert.Null(report.Availability.Share);
    }
}
