using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FleetWatch.Contracts;
using FleetWatch.Reporting.Data;
using FleetWatch.Reporting.Html;
using FleetWatch.Reporting.Pdf;
using FleetWatch.Reporting.Weekly;
using FleetWatch.Reporting.Wording;
using FleetWatch.Simulator.Simulate;
using Xunit;

namespace FleetWatch.Unit.Reporting;

/// <summary>What a reader gets of a week in which much went wrong, and of one in which nothing did.</summary>
public sealed partial class ReportFormsTests : IClassFixture<ReportFormsTests.Weeks>
{
    private static readonly Uri Dashboard = new("https://fleetwatch.example");
    private readonly Weeks _weeks;

    public ReportFormsTests(Weeks weeks) => _weeks = weeks;

    [Fact]
    public void The_dearest_causes_are_those_that_were_put_in()
    {
        var truth = _weeks.Bad.Simulation.Injections.Where(one => one.Start < _weeks.Bad.Week.To).ToList();
        var dearest = truth.OrderByDescending(one => one.Hits.Count(hit => hit.ToOffset(TimeSpan.FromHours(8)) < _weeks.Bad.Week.To)).First();
        var report = _weeks.Bad.Report();

        Assert.Equal(dearest.Fault.Cause, report.Causes[0].Cause);
        Assert.Equal(dearest.Scope, report.Causes[0].Incidents[0].Scope);
        Assert.Empty(report.Causes.Select(cause => cause.Cause).Except(truth.Select(one => one.Fault.Cause)));
    }

    [Fact]
    public void A_quiet_week_has_nothing_invented()
    {
        var report = _weeks.Quiet.Report();

        Assert.Empty(report.Causes);
        Assert.Empty(report.Offenders);
        Assert.Equal(0, report.Repair.Incidents);
        Assert.True(report.Availability.Share > 0.999, $"{report.Availability}");
    }

    [Fact]
    public void A_quiet_week_lists_no_place_but_those_that_were_made_worse()
    {
        var report = _weeks.Quiet.Report();
        var worse = _weeks.Quiet.Simulation.Estate.Terminals.Where(one => Math.Max(one.ReadFactor, one.NetworkFactor) > 1.5).Select(one => one.Record).ToList();

        Assert.Empty(report.Terminals.Select(one => one.Scope.Key).Except(worse.Select(one => one.TerminalId)));
        Assert.Empty(report.Sites.Select(one => one.Scope.Key).Except(worse.Select(one => one.SiteId)));
        Assert.All(report.Terminals.Concat(report.Sites), one => Assert.True(one is { Causes.Count: 0, FactorLow: > 1, MoreThanLuck: >= 5 }, $"{one}"));
        Assert.All(report.Actions, one => Assert.Equal(ActionKind.Inspect, one.Kind));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void The_mail_stays_below_what_mail_clients_cut_off_and_fetches_nothing(string language)
    {
        var html = HtmlMail.Of(Writing.Of(_weeks.Bad.Report(), language, Dashboard));

        Assert.True(Encoding.UTF8.GetByteCount(html) < 100_000, $"{Encoding.UTF8.GetByteCount(html)} bytes");
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<link", html);
        Assert.DoesNotContain("src=", html);
        Assert.Contains("role=\"img\" aria-label=", html);
        Assert.DoesNotContain("{", Style().Replace(html, ""));
    }

    [Fact]
    public void Every_word_of_the_report_is_in_both_languages()
    {
        var english = Writing.Of(_weeks.Bad.Report(), "en", null);
        var chinese = Writing.Of(_weeks.Bad.Report(), "zh-Hans", null);

        Assert.Equal(english.Blocks.Select(block => block.GetType()), chinese.Blocks.Select(block => block.GetType()));
        Assert.All(chinese.Blocks.OfType<Heading>(), heading => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", heading.Text));
    }

    [Fact]
    public void Numbers_of_the_mail_link_to_the_dashboard()
    {
        var html = HtmlMail.Of(Writing.Of(_weeks.Bad.Report(), "en", Dashboard));

        foreach (var incident in _weeks.Bad.Report().Causes[0].Incidents)
            Assert.Contains($"https://fleetwatch.example/incidents/{incident.Id}", html);
        Assert.DoesNotContain("href", HtmlMail.Of(Writing.Of(_weeks.Bad.Report(), "en", null)));
    }

    [Fact]
    public void Links_lead_to_pages_that_the_dashboard_has()
    {
        var html = HtmlMail.Of(Writing.Of(_weeks.Bad.Report(), "en", Dashboard));

        Assert.All(Address().Matches(html), link => Assert.Matches(
            @"^(incidents\?state=all((&cause=[a-z-]+)?&from=2026-11-01T16:00Z&until=2026-11-08T16:00Z|&kind=\w+&text=[^&]+)|incidents/[^/?]+|(terminals|sites|merchants|issuers)/[^/?]+|versions/[^/?]+/[^/?]+"
            + @"|events\?from=2026-11-01T16:00Z&until=2026-11-08T16:00Z(&type=transaction\.failed)?(&(terminal|site|merchant|version|issuer)=[^&]+)?(&family=[^&]+)?)$",
            System.Net.WebUtility.HtmlDecode(link.Groups[1].Value)));
    }

    [Fact]
    public void A_merchants_report_names_no_other_merchant_and_none_of_its_places()
    {
        var merchant = _weeks.Bad.Registry.GroupBy(one => one.MerchantId).OrderByDescending(same => same.Count()).First().Key!; // The estate names merchants.
        var report = _weeks.Bad.Report(new ReportScope(ReportScopeKind.Merchant, merchant));
        var said = HtmlMail.Of(Writing.Of(report, "en", Dashboard)) + ReportJson.Of(report) + ReportCsv.Of(report);
        var others = _weeks.Bad.Registry.Where(one => one.MerchantId != merchant).ToList();

        Assert.Equal(_weeks.Bad.Registry.Count(one => one.MerchantId == merchant), report.Fleet.Terminals);
        Assert.Empty(report.Pages);
        Assert.All(others.SelectMany(one => new[] { one.TerminalId, one.MerchantId!, one.SiteId! }).Distinct(), name => Assert.DoesNotContain(name, said));
    }

    [Fact]
    public void Repeat_offenders_are_said_to_be_of_four_weeks_only_where_four_weeks_are_known()
    {
        WeekReport Since(DateTimeOffset? known) => new ReportMaking(_weeks.Bad.Before, _weeks.Bad.Facts, _weeks.Bad.Troubles, new Coverage { KnownFrom = known })
            .Of("acme", new ReportScope(ReportScopeKind.Organisation, "acme"));

        Assert.Contains("last four weeks", PlainHtml(Since(null)), StringComparison.Ordinal);
        Assert.Contains("since Mon 2 Nov 00:00; nothing earlier is known", PlainHtml(Since(SimulatedWeek.Monday)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sites_are_called_by_their_names()
    {
        var said = PlainHtml(_weeks.Bad.Report());

        Assert.DoesNotMatch(@">[^<]*\bsite S\d{5}", said);
        Assert.All(_weeks.Bad.Report().Sites, site => Assert.Contains(site.Name!, said, StringComparison.Ordinal)); // The estate names sites.
    }

    private static string PlainHtml(WeekReport report) => HtmlMail.Of(Writing.Of(report, "en", Dashboard));

    [Fact]
    public void No_card_is_in_any_form()
    {
        var report = _weeks.Bad.Report();
        var said = HtmlMail.Of(Writing.Of(report, "en", Dashboard)) + ReportJson.Of(report) + ReportCsv.Of(report);

        Assert.All(_weeks.Bad.Feed.OfType<TransactionFailed>().Select(one => one.CardRef).OfType<string>().Distinct(), card => Assert.DoesNotContain(card, said));
    }

    [Fact]
    public void Merchants_add_up_to_the_organisation()
    {
        var all = _weeks.Bad.Report();
        var parts = _weeks.Bad.Registry.Select(one => one.MerchantId!).Distinct().Select(one => _weeks.Bad.Report(new ReportScope(ReportScopeKind.Merchant, one))).ToList();

        // Terminals of no registry belong to no merchant.
        Assert.InRange(all.Failures.Attempts - parts.Sum(one => one.Failures.Attempts), 0, all.Fleet.Unregistered * 5000);
        Assert.Equal(all.Failures.Attempts == parts.Sum(one => one.Failures.Attempts), all.Fleet.Unregistered == 0);
    }

    [Fact]
    public void Csv_has_as_many_cells_in_every_line_and_json_is_json()
    {
        var report = _weeks.Bad.Report();
        var lines = ReportCsv.Of(report).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.Equal(lines[0].Count(letter => letter == ','), Text().Replace(line, "").Count(letter => letter == ',')));
        using var json = JsonDocument.Parse(ReportJson.Of(report));
        Assert.Equal("2026-W45", json.RootElement.GetProperty("week").GetString());
    }

    [SkippableFact]
    public void The_pdf_has_pages()
    {
        var fonts = PdfFonts.Installed();
        Skip.If(fonts is null, "This machine has no TrueType font.");
        var pdf = ReportPdf.Of(Writing.Of(_weeks.Bad.Report(), "zh-Hans", Dashboard), fonts!); // Skipped where it is null.

        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        using var read = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(pdf), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        Assert.InRange(read.PageCount, 2, 10);
    }

    [GeneratedRegex("<style>.*?</style>")]
    private static partial Regex Style();

    [GeneratedRegex("href=\"https://fleetwatch\\.example/([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    public sealed class Weeks
    {
        internal SimulatedWeek Bad { get; } = new(new SimulationOptions { Seed = 21, Terminals = 120, Days = 8, Start = SimulatedWeek.Monday }, "2026-W45");
        internal SimulatedWeek Quiet { get; } = new(new SimulationOptions { Seed = 22, Terminals = 120, Days = 8, Start = SimulatedWeek.Monday, Faults = FaultMix.None }, "2026-W45");
    }
}
