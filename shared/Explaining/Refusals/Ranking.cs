using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>
/// Ranks the causes of one refusal. The share of a cause is its weight by the code alone times the factor of every witness,
/// divided by the sum over all causes of that code: Bayes' rule with the witnesses taken as independent, which they are not quite, so
/// shares near 0 and 1 are overstated. Weights and factors are tables (<see cref="RefusalTables"/>), judged by hand and not yet fitted.
/// </summary>
public static class Ranking
{
    /// <summary>A factor nearer to one than this is no argument.</summary>
    private const double Argument = 1.15;

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
        return [.. weighed.OrderByDescending(cause => cause.Weight).ThenBy(cause => cause.Cause, StringComparer.Ordinal)
            .Select(cause => new RankedCause(cause.Cause, Math.Round(cause.Weight / all, 3), Arguments(witnesses, cause.Cause, true), Arguments(witnesses, cause.Cause, false)))];
    }

    private static List<WeighedFact> Arguments(List<EvidenceFact> witnesses, string cause, bool speakFor) =>
        [.. witnesses.Select(witness => new WeighedFact(witness, RefusalTables.Factor(witness, cause)))
            .Where(one => speakFor ? one.Factor > Argument : one.Factor < 1 / Argument)
            .OrderByDescending(one => Math.Abs(Math.Log(one.Factor)))];
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
