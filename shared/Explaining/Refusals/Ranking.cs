using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>
/// Ranks the causes of one refusal. The share of a cause is its weight by the code alone times the factor of every witness,
/// divided by the sum over all causes of that code: Bayes' rule with the witnesses taken as independent, which they are not quite. Weights and factors
/// are tables (<see cref="RefusalTables"/>), judged by hand; how right they are is measured in tests/Quality/Refusals. Findings that cover the failure
/// come on top (<see cref="FindingWitnesses"/>): each claims a part of the probability, and what none claims is shared as without them.
/// </summary>
public static class Ranking
{
    /// <summary>A factor nearer to one than this is no argument.</summary>
    private const double Argument = 1.15;

    /// <summary>Shares are told to three digits.</summary>
    private const double Least = 0.001;

    /// <returns>Every cause that the code allows, the most probable first; the shares add up to one.</returns>
    public static IReadOnlyList<RankedCause> Of(RefusalCase given) => Of(new Scene(given));

    /// <summary>The codes that may mean the same trouble as this failure's, in any scheme: what to look for around it.</summary>
    public static IReadOnlyList<string> CodesAlike(TransactionFailed failure) =>
        [.. RefusalTables.CodesOf(RefusalTables.Code(failure, RefusalTables.SchemeOf(failure.Bin)).Family)
            .Append(failure.ErrorCode ?? failure.ResponseCode ?? "").Distinct()];

    internal static IReadOnlyList<RankedCause> Of(Scene scene)
    {
        List<EvidenceFact> witnesses = [.. CardWitnesses.Of(scene), .. TerminalWitnesses.Of(scene), .. PeerWitnesses.Of(scene)];
        var weighed = scene.Row.Causes.Select(cause => (cause.Cause,
            Weight: cause.Weight * witnesses.Aggregate(1.0, (product, witness) => product * RefusalTables.Factor(witness, cause.Cause)))).ToList();
        var all = weighed.Sum(cause => cause.Weight);
        var findings = FindingWitnesses.Of(scene);
        var odds = 1 + findings.Sum(finding => finding.AllOdds);
        return [.. weighed.Select(cause => (cause.Cause, Alone: cause.Weight / all))
            .Select(cause => (cause.Cause, cause.Alone, Share: (cause.Alone + findings.Sum(finding => finding.Odds(cause.Cause))) / odds))
            .OrderByDescending(cause => cause.Share).ThenBy(cause => cause.Cause, StringComparer.Ordinal)
            .Select(cause =>
            {
                List<WeighedFact> arguments = [.. witnesses.Select(witness => new WeighedFact(witness, RefusalTables.Factor(witness, cause.Cause))),
                    .. findings.Where(finding => finding.Causes.ContainsKey(cause.Cause)).Select(finding => new WeighedFact(finding.FactFor(cause.Cause), Factor(finding, cause.Cause, cause.Alone)))];
                return new RankedCause(cause.Cause, Math.Round(cause.Share, 3), Arguments(arguments, true), Arguments(arguments, false));
            })];
    }

    // By how much the finding raises the odds of its cause over those without it.
    private static double Factor(Attribution finding, string cause, double alone)
    {
        var share = (alone + finding.Odds(cause)) / (1 + finding.AllOdds);
        return share / Math.Max(Least, 1 - share) * (1 - alone) / Math.Max(Least, alone);
    }

    private static List<WeighedFact> Arguments(List<WeighedFact> arguments, bool speakFor) =>
        [.. arguments.Where(one => speakFor ? one.Factor > Argument : one.Factor < 1 / Argument).OrderByDescending(one => Math.Abs(Math.Log(one.Factor)))];
}

/// <summary>One possible cause of a refusal.</summary>
/// <param name="Cause">One of <see cref="Causes"/>, or <c>bank-decision</c>: the bank refused for the account's own reasons.</param>
/// <param name="Share">Its probability among the causes that the code allows, 0 to 1.</param>
/// <param name="For">What speaks for it, the strongest first.</param>
/// <param name="Against">What speaks against it, the strongest first.</param>
public sealed record RankedCause(string Cause, double Share, IReadOnlyList<WeighedFact> For, IReadOnlyList<WeighedFact> Against);

/// <param name="Fact">What is known.</param>
/// <param name="Factor">How many times as probable it makes the cause; below 1 it speaks against it.</param>
public sealed record WeighedFact(EvidenceFact Fact, double Factor);
