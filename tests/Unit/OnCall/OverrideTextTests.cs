using CsCheck;
using FleetWatch.OnCall;
using FleetWatch.Rulebook;
using Xunit;

namespace FleetWatch.Unit.OnCall;

public sealed class OverrideTextTests
{
    private static readonly OverrideEntry Entry = new("li", "2026-03-01T09:00", "2026-03-02T09:00", "wang");

    private static readonly string[] Forms =
    [
        "  field:\n    timeZone: Asia/Shanghai\n    layers:\n      - { people: [li, wang], start: 2026-01-05T09:00, turn: weekly } # who\n",
        "  field:\n    timeZone: Asia/Shanghai\n    overrides: [] # none yet\n    layers: [{ people: [li], start: 2026-01-05T09:00, turn: weekly }]\n",
        "  field:\n    timeZone: Asia/Shanghai\n    overrides:\n      - person: wang\n        from: 2026-02-01T09:00\n        to: 2026-02-02T09:00\n\n    # below\n    layers: [{ people: [li], start: 2026-01-05T09:00, turn: weekly }]\n",
        "  field:\n    overrides:\n    - { person: wang, from: 2026-02-01T09:00, to: 2026-02-02T09:00 }\n    - {\n        person: wang, from: 2026-02-03T09:00,\n        to: \"2026-02-04T09:00\"\n      }\n    timeZone: Asia/Shanghai\n    layers: [{ people: [li], start: 2026-01-05T09:00, turn: weekly }]\n",
        "  field:\n    timeZone: Asia/Shanghai\n    overrides: [{ person: wang, from: 2026-02-01T09:00, to: 2026-02-02T09:00 }]\n    layers: [{ people: [li], start: 2026-01-05T09:00, turn: weekly }]\n",
        "  field: { timeZone: Asia/Shanghai, layers: [{ people: [li], start: 2026-01-05T09:00, turn: weekly }] }\n",
        "  field: { timeZone: Asia/Shanghai, layers: [{ people: [li], start: 2026-01-05T09:00, turn: weekly }], overrides: [ ] }",
    ];

    public static TheoryData<string> Schedules() => [.. Forms];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void It_comes_behind_those_that_are_there_and_every_other_line_stays(string schedule)
    {
        foreach (var yaml in new[] { People + "schedules:\n" + schedule, People + "schedules:\n" + schedule.TrimEnd('\n'), "schedules:\n" + schedule.TrimEnd('\n') + "\n# the people\n" + People })
        {
            var before = Read(yaml).Overrides;

            var text = OverrideText.Add(yaml, "field", Entry)!; // The schedule is there.

            Assert.Equal([.. before, new Override("li", new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), "wang")], Read(text).Overrides);
            Assert.All(yaml.Split('\n').Where(line => line.Contains('#')), comment => Assert.Contains(comment[comment.IndexOf('#')..], text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Many_one_after_the_other_are_all_there_in_their_order() => Gen.Select(Gen.Int[0, Forms.Length - 1], Gen.Int[1, 12]).Sample((form, count) =>
    {
        var yaml = People + "schedules:\n" + Forms[form];
        var before = Read(yaml).Overrides.Count;
        for (var at = 0; at < count; at++)
            yaml = OverrideText.Add(yaml, "field", new OverrideEntry("wang", $"2027-01-{at + 1:00}T09:00", $"2027-01-{at + 2:00}T09:00"))!; // The schedule is there.

        Assert.Equal(Enumerable.Range(1, count), Read(yaml).Overrides.Skip(before).Select(one => one.From.ToOffset(TimeSpan.FromHours(8)).Day));
    }, iter: 50);

    [Fact]
    public void What_is_no_word_is_quoted_and_cannot_become_structure()
    {
        var text = OverrideText.Add(People + "schedules:\n" + Forms[0], "field", new OverrideEntry("li } ] #", "x: y", "\"", null))!; // The schedule is there.

        var errors = ConfigurationFile.Read(text).Errors;
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.StartsWith("schedules.field.overrides[0]", error.Field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("people: {}")]
    [InlineData("schedules: { other: {} }")]
    public void Of_a_schedule_that_is_not_there_there_is_no_text(string yaml) => Assert.Null(OverrideText.Add(yaml, "field", Entry));

    private const string People = "people:\n  li: { contacts: [{ channel: e-mail, address: li@example.org }] }\n  wang: { contacts: [{ channel: e-mail, address: wang@example.org }] }\n";

    private static Schedule Read(string yaml)
    {
        var (configuration, errors) = ConfigurationFile.Read(yaml);
        Assert.Empty(errors);
        return configuration!.Plan.Schedules.Single(); // Nothing is wrong with it.
    }
}
