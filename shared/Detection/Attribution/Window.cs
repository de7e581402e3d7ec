using System.Runtime.Intrinsics;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Attribution;

/// <summary>
/// The best start and strength of one hypothesis: the maximum, over every observation as the start and a grid of strengths, of
/// the Bernoulli log likelihood ratio  sum ln(1 - s + s q/p) + (n - o) ln(1 - s),  with s the strength, q the signature's share of
/// the symptom, p its everyday rate, n the attempts told of and o the failures among them since the start; due heartbeats likewise. Of the m that passed in the
/// quarter hour of the start nobody knows when: each was after it with the chance w, so that they count  m ln(1 - w s). Of attempts that are only
/// guessed nobody saw any pass: g of them, gamma distributed of shape a, with u failures among them, count  -(a + u) ln(1 + s g / a).
/// </summary>
internal static class Window
{
    public static readonly double[] Strengths = [0.01, 0.02, 0.03, 0.05, 0.1, 0.18, 0.3, 0.45, 0.62, 0.8, 0.95];
    private const int MostStarts = 400;
    private const int Stride = 25;
    private const int Lanes = 4;

    /// <summary>How many observations ahead the places of their terminals are fetched.</summary>
    private const int Ahead = 12;
    private static readonly Vector256<double>[] Grid = Packed(strength => strength, 0);
    private static readonly Vector256<double>[] Passing = Packed(strength => Math.Log(1 - strength), 0);

    public static (double Log, double Strength, int From) Best(CauseSignature cause, List<Observation> sorted, Exposure exposure, PresenceWatch presence)
    {
        Span<Vector256<double>> hits = stackalloc Vector256<double>[Grid.Length];
        Allowed(cause, hits);
        var best = (Log: double.NegativeInfinity, Strength: 0.0, From: sorted.Count);
        var passes = new PassesSince();
        var untold = 0;
        for (var at = sorted.Count - 1; at >= Math.Max(0, sorted.Count - MostStarts); at--)
        {
            if (at >= Ahead)
                presence.Needed(sorted[at - Ahead].Terminal);
            var one = sorted[at];
            var silent = one.Symptom == Symptoms.Symptom.Silence;
            var told = !silent && presence.HasTold(one.Terminal, one.At);
            untold += silent || told ? 0 : 1;
            var odds = Vector256.Create((silent ? 1 : cause.ShareOf(one.Symptom)) / one.Rate);
            var guess = exposure.GuessedSince(one.At);
            passes.Reach(exposure.Around(one.At), told, cause.CountsBeats);
            for (var s = 0; s < Grid.Length; s++)
            {
                hits[s] += Vector256.Log(Vector256<double>.One - Grid[s] + (Grid[s] * odds));
                var log = hits[s] + (Vector256.Create(passes.After) * Passing[s])
                    + (Vector256.Create(passes.Perhaps) * Vector256.Log(Vector256<double>.One - (Vector256.Create(passes.Chance) * Grid[s])))
                    - (Vector256.Create(guess.Shape + untold) * Vector256.Log(Vector256<double>.One + (Grid[s] * Vector256.Create(guess.Attempts / guess.Shape))));
                for (var lane = 0; lane < Lanes && Vector256.GreaterThanAny(log, Vector256.Create(best.Log)); lane++)
                {
                    if (log[lane] > best.Log)
                        best = (log[lane], Grid[s][lane], at);
                }
            }
        }
        var first = sorted.Count - MostStarts;
        return first > 0 && best.From < first + (MostStarts / 10) ? FurtherBack(cause, sorted, exposure, presence, best) : best;
    }

    /// <summary>
    /// The best start lies at the edge of what was looked at: a wide trouble fails that often in a moment. What came before is added at the
    /// strength that was found, and a start looked for at every so many; otherwise a whole would seem no older and no likelier than one of its parts.
    /// </summary>
    private static (double Log, double Strength, int From) FurtherBack(CauseSignature cause, List<Observation> sorted, Exposure exposure, PresenceWatch presence,
        (double Log, double Strength, int From) best)
    {
        var strength = best.Strength;
        var (hits, untold) = (0.0, 0);
        var passes = new PassesSince();
        var (odds, hit) = (double.NaN, 0.0);
        for (var at = sorted.Count - 1; at >= 0; at--)
        {
            if (at >= Ahead)
                presence.Needed(sorted[at - Ahead].Terminal);
            var one = sorted[at];
            var silent = one.Symptom == Symptoms.Symptom.Silence;
            var now = silent ? 1 / one.Rate : cause.ShareOf(one.Symptom) / one.Rate;
            if (now != odds)
                (odds, hit) = (now, Math.Log(1 - strength + (strength * now)));
            hits += hit;
            var told = !silent && presence.HasTold(one.Terminal, one.At);
            untold += silent || told ? 0 : 1;
            passes.Reach(exposure.Around(one.At), told, cause.CountsBeats);
            if (at > best.From || (at % Stride != 0))
                continue;
            var guess = exposure.GuessedSince(one.At);
            var log = hits + (passes.After * Math.Log(1 - strength)) + (passes.Perhaps * Math.Log(1 - (passes.Chance * strength)))
                - ((guess.Shape + untold) * Math.Log(1 + (strength * guess.Attempts / guess.Shape)));
            if (log > best.Log)
                best = (log, strength, at);
        }
        return best;
    }

    // What the cause does not have is never the best.
    private static void Allowed(CauseSignature cause, Span<Vector256<double>> hits)
    {
        for (var s = 0; s < Grid.Length; s++)
        {
            var outside = Vector256.LessThan(Grid[s], Vector256.Create(cause.LeastStrength)) | Vector256.GreaterThan(Grid[s], Vector256.Create(cause.MostStrength));
            hits[s] = Vector256.ConditionalSelect(outside, Vector256.Create(double.NegativeInfinity), Vector256<double>.Zero);
        }
    }

    private static Vector256<double>[] Packed(Func<double, double> of, double rest)
    {
        var all = Strengths.Select(of).Concat(Enumerable.Repeat(rest, Lanes)).ToArray();
        return [.. Enumerable.Range(0, (Strengths.Length + Lanes - 1) / Lanes).Select(at => Vector256.Create<double>(all, at * Lanes))];
    }

    /// <summary>What is known to have passed since a start that is moved back from failure to failure.</summary>
    private struct PassesSince()
    {
        private int _quarter = int.MaxValue;
        private int _failures;
        private int _later;

        /// <summary>Passed after the quarter hour of the start.</summary>
        public double After { get; private set; }

        /// <summary>Passed in that quarter hour, before the start or after it.</summary>
        public double Perhaps { get; private set; }

        /// <summary>That one of those passed after it.</summary>
        public double Chance { get; private set; }

        /// <param name="around">What was told around the failure that the start is moved to.</param>
        /// <param name="counted">It is among the attempts told of.</param>
        /// <param name="beats">Heartbeats that came count, too.</param>
        public void Reach(in ToldAround around, bool counted, bool beats)
        {
            if (around.Quarter < _quarter)
                (_quarter, _later) = (around.Quarter, _failures);
            _failures += counted ? 1 : 0;
            var (after, perhaps) = (around.Later - _later, around.Attempts - (_failures - _later));
            // Counters tell the time only so well: what is missing in one quarter hour was counted in the other.
            (After, Perhaps) = (Math.Max(0, after + Math.Min(0, perhaps)), Math.Max(0, perhaps + Math.Min(0, after)));
            Chance = around.Left;
            if (beats)
                (After, Perhaps) = (After + around.LaterBeats, Perhaps + around.Beats);
        }
    }
}
