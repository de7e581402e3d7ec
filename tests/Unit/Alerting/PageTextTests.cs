using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

public sealed class PageTextTests
{
    /// <summary>What a telephone shows of a notification before it cuts it.</summary>
    private const int LockScreen = 110;

    /// <summary>What it shows of a message's text below that: three lines.</summary>
    private const int Notification = 240;

    public static TheoryData<string> Languages() => ["en", "zh-Hans"];

    [Fact]
    public void A_page_says_what_where_since_when_how_sure_and_what_to_do()
    {
        var page = Message(English, Delivery(Magnet()));
        Assert.Equal("Major: Magnetic interference, site S00019, since 19:56 (94% sure)", page.Subject);
        foreach (var said in new[]
        {
            "Failures: 9 in 61 attempts; expected: 0.4.", "stripe not read (8)", "response code 91 (1)", "chip works meanwhile: approvals 31",
            "region Hubei is well: failures 1, expected 1.2, terminals 120.", "Card reader fault, terminal T000001 (4%).",
            "whether the same cards are read at another till of the site", "1. Look for what is new beside the tills", "T000001, T000002, T000003", "Times are Asia/Shanghai.",
        })
        {
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_cause_is_told_as_a_correction_and_not_as_worse()
    {
        Assert.StartsWith("Corrected, Major: Magnetic interference, site S00019", Message(English, Delivery(Magnet(), PageKind.Grew, PageReason.AnotherCause)).Subject, StringComparison.Ordinal);
        Assert.StartsWith("【原因更正·严重】门店S00019：磁场干扰", Message(Chinese, Delivery(Magnet(), PageKind.Grew, PageReason.AnotherCause)).Subject, StringComparison.Ordinal);
        Assert.StartsWith("Worse, Major: ", Message(English, Delivery(Magnet(), PageKind.Grew, PageReason.Worse)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_the_same_in_Chinese()
    {
        var page = Message(Chinese, Delivery(Magnet()));
        Assert.Equal("【严重】门店S00019：磁场干扰，自19:56起（把握94%）", page.Subject);
        Assert.Contains("61次交易中失败9次，正常情况下预计0.4次。", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sure", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_cause_place_kind_and_reason_has_its_words(string language)
    {
        var words = PageWords.For(language, "Etc/UTC");
        var causes = typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.All(causes, cause => Assert.NotNull(words.Find($"cause.{cause}")));
        Assert.All(causes, cause => Assert.NotNull(words.Find($"steps.{cause}")));
        Assert.All(Enum.GetNames<ScopeKind>(), kind => Assert.NotNull(words.Find($"scope.{kind}")));
        Assert.All(Enum.GetNames<Severity>(), severity => Assert.NotNull(words.Find($"severity.{severity}")));
        Assert.All(Enum.GetValues<PageKind>().Where(kind => kind != PageKind.Unknown), kind => Assert.NotNull(words.Find($"subject.{kind}")));
        Assert.All(typeof(PageReason).GetFields(), reason => Assert.NotNull(words.Find($"reason.{reason.GetRawConstantValue()}")));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_subject_fits_a_lock_screen_and_leaves_no_gap(string language)
    {
        var causes = typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        var kinds = Enum.GetValues<PageKind>().Where(kind => kind != PageKind.Unknown);
        foreach (var (cause, kind) in causes.SelectMany(cause => kinds.Select(kind => (cause, kind))))
        {
            var message = Message(English with { Language = language }, Delivery(Finding(cause: cause, kind: ScopeKind.CarrierRegion, key: "china-mobile/Guangdong"), kind));
            Assert.InRange(message.Subject.Length, 10, LockScreen);
            Assert.InRange(message.Content.Short.Length, message.Subject.Length, Notification);
            Assert.DoesNotContain('{', message.Subject + message.Text);
        }
    }

    [Fact]
    public void A_card_is_never_named()
    {
        var page = Message(English, Delivery(Finding(cause: Causes.CardDamaged, kind: ScopeKind.Card, key: "c9f3a1c5e2b10")));
        Assert.DoesNotContain("c9f3a1c5e2b10", page.Subject + page.Text + page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detection", "recovered", "the terminals work again")]
    [InlineData("detection", "withdrawn", "We take it back")]
    [InlineData("Li", "router swapped", "Li resolved it")]
    public void The_end_says_how_it_ended(string by, string note, string said)
    {
        var over = Delivery(kind: PageKind.Resolved, reason: PageReason.Over);
        over = over with { Incident = over.Incident with { ResolvedBy = by, ResolvedNote = note, ResolvedAt = Noon } };
        Assert.Contains(said, Message(English, over).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_takes_data_for_data()
    {
        var page = Message(English, Delivery(Finding(key: "<script>alert(1)</script>")));
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_of_a_later_release_is_called_by_its_name() =>
        Assert.Contains("solar-storm", Message(English, Delivery(Finding(cause: "solar-storm"))).Subject, StringComparison.Ordinal);

    [Fact]
    public void A_digest_counts_all_and_names_the_most_severe_first()
    {
        var pages = Enumerable.Range(0, 100).Select(n => Delivery(
            Finding($"f-{n}", key: $"S{n:000}", severity: n == 77 ? Severity.Critical : Severity.Minor), digest: "d"));
        var digest = Message(English, [.. pages, Delivery(Finding("over"), PageKind.Resolved, PageReason.Over, "d")]);
        Assert.Equal("Incidents begun: 100, over: 1 (too many to page one by one)", digest.Subject);
        Assert.Contains("Site network down: incidents 100, terminals 1400", digest.Text, StringComparison.Ordinal);
        Assert.Contains("- Critical: Site network down, site S077", digest.Text, StringComparison.Ordinal);
        Assert.Contains("and 60 more", digest.Text, StringComparison.Ordinal);
    }
}
