using FleetWatch.Detection.Causes;
using FleetWatch.Explaining;
using Xunit;

namespace FleetWatch.Unit.Explaining;

public sealed class DecidingFactTests
{
    /// <summary>Any cause that shows what another shows may come second to it; heartbeats that are missed are such a thing.</summary>
    public static TheoryData<string> Pairs => [.. CauseList.All.SelectMany(_ => CauseList.All, (one, other) => (One: one, Other: other))
        .Where(pair => string.CompareOrdinal(pair.One.Cause, pair.Other.Cause) < 0 && LookAlike(pair.One, pair.Other))
        .Select(pair => $"{pair.One.Cause}-or-{pair.Other.Cause}").Distinct()];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_would_decide_between_two_causes_that_look_alike_is_said_in_both_languages(string pair)
    {
        var (english, chinese) = (Deciding("en", pair), Deciding("zh-Hans", pair));

        Assert.NotNull(english);
        Assert.NotNull(chinese);
        Assert.NotEqual(english, chinese);
    }

    private static bool LookAlike(CauseSignature one, CauseSignature other) =>
        one.Shows.Any(shown => other.Shown(shown.Symptom)) || (one.Beats != BeatEffect.None && other.Beats != BeatEffect.None);

    private static string? Deciding(string language, string pair) => Words.For(language, "Etc/UTC").Deciding(pair);
}
