using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Rulebook;
using FleetWatch.Unit.Architecture;
using Xunit;

namespace FleetWatch.Unit.OnCall;

public sealed class ConfigurationFileTests
{
    internal const string Good = """
        # Everybody who can be reached.
        people:
          li:
            name: Li Wei
            language: zh-Hans
            timeZone: Asia/Shanghai
            contacts:
              - { channel: e-mail, address: li@example.org }
              - { channel: webhook, address: "https://example.org/li", after: 5m }
            quietHours: { from: "22:00", to: "07:00" }
          wang:
            contacts: [{ channel: e-mail, address: wang@example.org }]
        teams:
          south: { members: [li, wang], regions: [south], skills: [field-technician, power], policy: field }
        schedules:
          field:
            timeZone: Asia/Shanghai
            layers:
              - { people: [li, wang], start: 2026-01-05T09:00, turn: weekly }
              - { people: [wang], start: 2026-01-05T00:00, turn: 12h, only: [{ days: [sat, sun], from: "08:00", to: "20:00" }] }
            overrides:
              - { person: wang, from: 2026-02-01T09:00, to: 2026-02-02T09:00, instead: li }
        policies:
          field:
            steps:
              - { notify: [schedule:field], wait: 10m }
              - { notify: [person:wang, team:south] }
            repeat: 1
            lastResort: [person:li]
        routes:
          - name: power in the south
            match: { causes: [power], scopes: [site], regions: [south], labels: { mcc: "5411" }, minSeverity: major }
            policy: field
            continue: true
          - name: networks
            match: { audiences: [network-operations] }
            notify: [person:li]
        windows:
          works:
            scopes: ["site:S0007", fleet]
            causes: [site-network]
            start: 2026-01-04T01:00
            length: 3h
            rule: FREQ=WEEKLY;BYDAY=SU
            timeZone: terminal
            reason: The carrier's works.
        lastResort: [wang]
        """;

    [Fact]
    public void The_demonstrations_file_is_in_order() =>
        Assert.Empty(ConfigurationFile.Read(File.ReadAllText(Path.Combine(Checkout.Root, "infra/local/demo-on-call.yaml"))).Errors);

    [Fact]
    public void A_whole_file_is_read()
    {
        var (configuration, errors) = ConfigurationFile.Read(Good);

        Assert.Empty(errors);
        var plan = configuration!.Plan; // There are no errors.
        Assert.Equal(["li@example.org", "https://example.org/li"], plan.Person("li")!.Contacts.Select(contact => contact.Address));
        Assert.Equal([168, 12], plan.Schedule("field")!.Layers.Select(layer => layer.TurnHours));
        Assert.Equal(["schedule:field", "person:wang", "team:south", "person:li"],
            plan.Policy("field")!.Steps.SelectMany(step => step.Targets).Concat(plan.Policy("field")!.LastResort).Select(target => target.ToString()));
        Assert.Equal([new Scope(ScopeKind.Site, "S0007"), new Scope(ScopeKind.Fleet, "")], plan.Windows[0].Scopes);
        Assert.Null(plan.Windows[0].TimeZone);
        Assert.Equal(Severity.Major, configuration.Routes[0].MinSeverity);
        Assert.Equal("wang@example.org", configuration.LastResort.Single().Address);
        Assert.Equal(TimeSpan.FromMinutes(5), Recipient.Of(plan.Person("li")!).Fallbacks.Single().After);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_place()
    {
        var wrong = Good.Replace("Asia/Shanghai\n    contacts", "Asia/Shangai\n    contacts", StringComparison.Ordinal)
            .Replace("turn: weekly", "turn: fortnightly", StringComparison.Ordinal)
            .Replace("notify: [schedule:field]", "notify: [schedule:feld]", StringComparison.Ordinal)
            .Replace("causes: [power]", "cause: [power]", StringComparison.Ordinal)
            .Replace("FREQ=WEEKLY", "FREQ=SOMETIMES", StringComparison.Ordinal)
            .Replace("lastResort: [wang]", "lastResort: [wong]", StringComparison.Ordinal);

        var (configuration, errors) = ConfigurationFile.Read(wrong);

        Assert.Null(configuration);
        Assert.Equal(
        [
            "6:15 people.li.timeZone", "19:62 schedules.field.layers[0].turn", "26:20 policies.field.steps[0].notify[0]", "32:21 routes[0].match.cause",
            "44:11 windows.works.rule", "47:14 lastResort[0]",
        ], errors.Select(error => $"{error.Line}:{error.Column} {error.Field}"));
        Assert.Contains("Asia/Shangai is no time zone", errors[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people: [", "is no YAML")]
    [InlineData("people: { li: { contacts: [] } }", "At least one way")]
    [InlineData("people:\n  li: x", "Named members are needed")]
    [InlineData("persons: {}", "is not known here")]
    [InlineData("routes: [{ name: x }]", "told to nobody")]
    [InlineData("routes: [{ name: x, match: { labels: { colour: red } } }]", "known are mcc, model")]
    [InlineData("people: {}\npeople: {}", "is no YAML")]
    public void What_cannot_be_used_gets_a_reason(string yaml, string reason) =>
        Assert.Contains(ConfigurationFile.Read(yaml).Errors, error => error.Reason.Contains(reason, StringComparison.Ordinal) && error.Line > 0);

    [Fact]
    public void An_address_that_its_channel_refuses_is_wrong_where_it_stands()
    {
        var (_, errors) = ConfigurationFile.Read(Good, (channel, address) => channel == "webhook" ? $"{address} is not allowed." : null);
        Assert.Equal("9:38 people.li.contacts[1].address: https://example.org/li is not allowed.", Assert.Single(errors).ToString());
    }

    [Fact]
    public void The_difference_shows_what_changes_and_what_stands_around_it()
    {
        Assert.Empty(LineDiff.Of(Good, Good));
        Assert.Equal(["        - { notify: [schedule:field], wait: 10m }", "        - { notify: [person:wang, team:south] }", "-     repeat: 1", "+     repeat: 2",
            "      lastResort: [person:li]", "  routes:"], LineDiff.Of(Good, Good.Replace("repeat: 1", "repeat: 2", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_window_is_read_from_json_too()
    {
        var (window, errors) = WindowText.Read("s-1", """{"scopes":["region:north"],"start":"2026-01-04T01:00","length":"3h","timeZone":"Europe/Berlin","reason":"works"}""");
        Assert.Empty(errors);
        Assert.Equal(new Scope(ScopeKind.Region, "north"), window!.Scopes.Single()); // There are no errors.
        Assert.Equal(["start is missing.", "length is missing.", "reason is missing."], WindowText.Read("s-1", """{"timeZone":"terminal"}""").Errors.Select(error => error.Reason));
    }
}
