using FleetWatch.Detection;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Quality.Yardsticks;
using FleetWatch.Rehearsing;
using FleetWatch.Simulator.Explain;

namespace FleetWatch.Quality.Refusals;

/// <summary>What the product answers to "why was this card refused?", beside what is known.</summary>
internal sealed record AnsweredRefusal(LabelledRefusal Asked, IReadOnlyList<RankedCause> Ranked)
{
    /// <summary>1: the true cause comes first; one more than there are causes: the code does not allow it.</summary>
    public int Rank { get; } = Ranked.TakeWhile(cause => cause.Cause != Asked.Cause).Count() + 1;

    /// <summary>How probable the first cause is said to be.</summary>
    public double Sure => Ranked[0].Share;

    /// <summary>How probable the true cause is said to be.</summary>
    public double Truth => Ranked.FirstOrDefault(cause => cause.Cause == Asked.Cause)?.Share ?? 0;

    /// <summary>Asks about all of a week's labelled failures, each so long after it was told of.</summary>
    public static IReadOnlyList<AnsweredRefusal> All(RecordedWeek week, TimeSpan after)
    {
        var asked = LabelledRefusal.Of(week).Select(one => (Labelled: one, Known: new Gathering(one.Failure.OccurredAt, one.At + after))).ToList();
        var rehearsal = new Rehearsal(week.Fleet, new BacktestSettings(), Hear);
        foreach (var (next, at) in week.Feed)
        {
            rehearsal.Take(next);
            foreach (var one in asked)
                one.Known.Take(next, at);
        }
        rehearsal.End();
        return [.. asked.Select(one => new AnsweredRefusal(one.Labelled, Ranking.Of(one.Known.Case(one.Labelled.Failure, week.Fleet))))];

        void Hear(DetectionOutput found, DateTimeOffset now)
        {
            foreach (var one in asked)
                one.Known.Hear(found, now);
        }
    }
}
