using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Incidents;

/// <summary>News arrive twice, late and in any order: the incident is the same.</summary>
public sealed class IncidentOrderTests
{
    private static readonly IncidentSettings Settings = new() { Routes = Routing.ForEveryAudience("test") };

    private static readonly Gen<FindingEvent[]> OneTrouble =
        from severity in Gen.Enum<Severity>()
        from sizes in Gen.Int[1, 30].Array[0, 5]
        from sameMoment in Gen.Bool
        from end in Gen.Enum<FindingEnd>()
        select (FindingEvent[])
        [
            Opened(Finding(severity: severity)),
            .. sizes.Distinct().Select((size, n) => Grew(Finding(severity: severity, terminals: size), sameMoment ? 1 : n + 1)),
            Closed("f-1", 20, end, end == FindingEnd.Absorbed ? "f-2" : null),
        ];

    [Fact]
    public void Any_order_and_repetition_of_news_ends_in_the_same_incident() =>
        Gen.Select(OneTrouble, Gen.Int[0, int.MaxValue]).Sample((news, seed) =>
        {
            var random = new Random(seed);
            var disordered = news.Concat(news.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next()).ToList();
            Assert.Equivalent(Facts(Play(news)), Facts(Play(disordered)), strict: true);
        }, iter: 2000);

    [Fact]
    public void Parts_and_their_absorber_end_in_the_same_incidents_in_any_order() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        FindingEvent[] news =
        [
            Opened(Finding("part-1", Causes.NetworkDrops, ScopeKind.Terminal, "T1")),
            Opened(Finding("part-2", Causes.NetworkDrops, ScopeKind.Terminal, "T2")),
            Opened(Finding("whole", openedAt: Noon.AddMinutes(3))),
            Closed("part-1", 3, FindingEnd.Absorbed, "whole"),
            Closed("part-2", 3, FindingEnd.Absorbed, "whole"),
            Closed("whole", 40),
        ];
        var random = new Random(seed);
        var played = Facts(Play(news.Concat(news).OrderBy(_ => random.Next())));
        Assert.Equivalent(Facts(Play(news)), played, strict: true);
        Assert.Equal(2, played.Count(incident => incident.MergedInto == IncidentId.Of("acme", "whole")));
    }, iter: 2000);

    [Fact]
    public void Repeats_change_nothing_and_page_nobody()
    {
        var book = new IncidentBook(Settings);
        FindingEvent[] news = [Opened(Finding()), Grew(Finding(terminals: 20), 1), Closed("f-1", 5)];
        foreach (var one in news)
            Assert.NotEmpty(book.Take(one, one.At));
        foreach (var one in news)
            Assert.Empty(book.Take(one, one.At));
    }

    [Fact]
    public void The_fold_of_the_stream_is_the_state() => Gen.Select(OneTrouble, Gen.Shuffle(Enumerable.Range(0, 20).ToArray())).Sample((news, order) =>
    {
        var book = new IncidentBook(Settings);
        var stream = news.Select((one, n) => (one, n)).OrderBy(pair => order[pair.n]).SelectMany(pair => book.Take(pair.one, pair.one.At)).ToList();
        var folded = stream.Aggregate((Incident?)null, Incident.Evolve);
        Assert.Equivalent(Assert.Single(book.Incidents), folded, strict: true);
    }, iter: 500);

    private static IncidentBook Play(IEnumerable<FindingEvent> news)
    {
        var book = new IncidentBook(Settings);
        foreach (var one in news)
            book.Take(one, one.At);
        return book;
    }

    /// <summary>All but the pages, which tell what was known when.</summary>
    private static List<Incident> Facts(IncidentBook book) =>
        [.. book.Incidents.OrderBy(incident => incident.Id, StringComparer.Ordinal).Select(incident => incident with { Pages = [], Version = 0 })];
}
