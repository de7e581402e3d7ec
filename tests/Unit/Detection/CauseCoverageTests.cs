using System.Reflection;
using FleetWatch.Contracts;
using FleetWatch.Detection.Causes;
using Xunit;

namespace FleetWatch.Unit.Detection;

/// <summary>Every cause has a story that fires, and one of a look-alike that must not be taken for it.</summary>
public sealed class CauseCoverageTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Detection", "Scenarios");

    public static TheoryData<string> Names => [.. typeof(Causes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_story_that_fires(string cause) =>
        Assert.Contains(Scenario.Read(Path.Combine(Folder, cause + ".txt")).Expected, expected => expected.StartsWith(cause + " ", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_look_alike_that_is_not_taken_for_it(string cause)
    {
        var stories = Directory.GetFiles(Folder, cause + "-but-*.txt");

        Assert.NotEmpty(stories);
        Assert.All(stories, story => Assert.DoesNotContain(Scenario.Read(story).Expected, expected => expected.StartsWith(cause + " ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_signature(string cause) =>
        Assert.Contains(cause, CauseList.All.Select(signature => signature.Cause).Concat(CardLook.All.Select(look => look.Cause)));

    [Fact]
    public void No_signature_has_a_cause_that_has_no_public_name() =>
        Assert.Subset(typeof(Causes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!).ToHashSet(),
            CauseList.All.Select(signature => signature.Cause).Concat(CardLook.All.Select(look => look.Cause)).ToHashSet());
}
