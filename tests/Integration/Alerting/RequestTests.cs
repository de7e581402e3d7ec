using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

/// <summary>What people do on another service's pages, over the bus.</summary>
public sealed class RequestTests(Servers servers) : IClassFixture<Servers>
{
    private const string Yaml = """
        people:
          li: { contacts: [{ channel: e-mail, address: li@example.org }] }
        schedules:
          field: { timeZone: Europe/Berlin, layers: [{ people: [li], start: 2026-01-05T02:30, turn: daily }] }
        policies:
          field: { steps: [{ notify: [schedule:field], wait: 10m }] }
        routes:
          - { name: all, policy: field }
        """;

    [Fact]
    public async Task An_act_is_done_once_and_the_second_person_hears_who_was_first()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        await alerting.Publish(Opened(Finding("f-asked", key: "S-asked")));
        await Eventually.True(async () => (await alerting.Stream("f-asked")).OfType<PageSent>().Any(), "it is opened and paged");
        var version = (await alerting.Incident("f-asked"))!.Version;

        var comment = Act("r-1", "Li", new CommentIncident("router ordered"), version);
        var first = await Ask<ActOnIncident, IncidentActed>(alerting, comment);
        var again = await Ask<ActOnIncident, IncidentActed>(alerting, comment);
        Assert.Equal((Outcome.Done, Outcome.Done, version + 1), (first.Ruling.Outcome, again.Ruling.Outcome, again.Version));
        Assert.Single((await alerting.Stream("f-asked")).OfType<IncidentCommented>());

        Assert.Equal(Outcome.Done, (await Ask<ActOnIncident, IncidentActed>(alerting, Act("r-2", "Li", new AcknowledgeIncident(), version + 1))).Ruling.Outcome);
        var late = await Ask<ActOnIncident, IncidentActed>(alerting, Act("r-3", "Wang", new AcknowledgeIncident(), version + 1));
        Assert.Equal((Outcome.Conflict, "acknowledged", "Li"), (late.Ruling.Outcome, late.Ruling.Obstacle?.Code, late.Ruling.Obstacle?.By));
        Assert.Equal(Outcome.Outdated, (await Ask<ActOnIncident, IncidentActed>(alerting, Act("r-4", "Wang", new ResolveIncident("done"), version))).Ruling.Outcome);
        var card = await Ask<ActOnIncident, IncidentActed>(alerting, Act("r-5", "Wang", new CommentIncident("card 4111 1111 1111 1111 was refused"), null));
        Assert.Equal((Outcome.Refused, "text"), (card.Ruling.Outcome, Assert.Single(card.Ruling.Errors).Field));
        var unknown = await Ask<ActOnIncident, IncidentActed>(alerting, Act("r-6", "Wang", new AcknowledgeIncident(), null) with { IncidentId = "none" });
        Assert.Equal(Outcome.Missing, unknown.Ruling.Outcome);
    }

    [Fact]
    public async Task For_a_person_of_some_regions_the_incidents_of_others_do_not_exist()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        await alerting.Publish(Opened(Finding("f-there", key: "S-there") with { Place = new Place { Region = "Sichuan" } }));
        await Eventually.True(async () => (await alerting.Stream("f-there")).OfType<PageSent>().Any(), "it is opened and paged");
        var act = Act("r-there", "Li", new AcknowledgeIncident(), null) with { IncidentId = IncidentId.Of("acme", "f-there"), Regions = ["Hainan"] };

        Assert.Equal(Outcome.Missing, (await Ask<ActOnIncident, IncidentActed>(alerting, act)).Ruling.Outcome);
        Assert.Empty((await alerting.Stream("f-there")).OfType<IncidentAcknowledged>());
        Assert.Equal(Outcome.Done, (await Ask<ActOnIncident, IncidentActed>(alerting, act with { Regions = ["Hainan", "Sichuan"] })).Ruling.Outcome);
    }

    [Fact]
    public async Task A_file_is_checked_put_and_read_and_tells_who_is_on_call_and_whom_a_route_pages()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);

        var wrong = await Ask<CheckConfiguration, ConfigurationJudged>(alerting, new CheckConfiguration("acme", Yaml.Replace("e-mail", "pigeon", StringComparison.Ordinal)));
        Assert.Equal((Outcome.Refused, 2), (wrong.Ruling.Outcome, Assert.Single(wrong.Ruling.Errors).Line));
        var put = new PutConfiguration { Organisation = "acme", By = "Li", Seen = 0, Yaml = Yaml };
        Assert.Equal(1, (await Ask<PutConfiguration, ConfigurationJudged>(alerting, put)).Version);
        Assert.Equal(1, (await Ask<PutConfiguration, ConfigurationJudged>(alerting, put)).Version);
        Assert.Equal(Outcome.Outdated, (await Ask<PutConfiguration, ConfigurationJudged>(alerting, put with { By = "Wang", Yaml = Yaml + "\n# more" })).Ruling.Outcome);
        var read = await Ask<ReadConfiguration, ConfigurationRead>(alerting, new ReadConfiguration("acme"));
        Assert.Equal((1, Yaml, "Li"), (read.Version, read.Yaml, Assert.Single(read.History).By));

        var rota = await Ask<ReadOnCall, OnCallRead>(alerting, new ReadOnCall("acme") { Days = 3 });
        Assert.Equal("li", Assert.Single(rota.Schedules).Now);
        var tried = await Ask<TryRoutes, RoutesTried>(alerting, new TryRoutes("acme") { Finding = Finding() });
        Assert.Equal("li@example.org", tried.Trial!.Pages[0].Address);
    }

    [Fact]
    public async Task Somebody_stands_in_once_and_who_is_on_call_changes_then()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        var file = Yaml.Replace("people:\n", "people:\n  wang: { contacts: [{ channel: e-mail, address: wang@example.org }] }\n", StringComparison.Ordinal);
        var before = (await Ask<PutConfiguration, ConfigurationJudged>(alerting, new PutConfiguration { Organisation = "rota", By = "Li", Yaml = file }, "rota")).Version;
        var from = DateTime.UtcNow.AddDays(1);
        var add = new AddOverride { Organisation = "rota", By = "Wang", Schedule = "nights", Person = "wang", From = $"{from:yyyy-MM-dd}T09:00", To = $"{from:yyyy-MM-dd}T21:00" };

        Assert.Equal("schedule", Assert.Single((await Ask<AddOverride, ConfigurationJudged>(alerting, add, "rota")).Ruling.Errors).Field);
        add = add with { Schedule = (await Ask<ReadOnCall, OnCallRead>(alerting, new ReadOnCall("rota"), "rota")).Schedules.Single().Schedule };
        Assert.Equal(["person", "to"], (await Ask<AddOverride, ConfigurationJudged>(alerting, add with { Person = "nobody", To = "soon" }, "rota")).Ruling.Errors.Select(error => error.Field));
        Assert.Equal(before + 1, (await Ask<AddOverride, ConfigurationJudged>(alerting, add, "rota")).Version);
        Assert.Equal(before + 1, (await Ask<AddOverride, ConfigurationJudged>(alerting, add, "rota")).Version);

        Assert.Contains((await Ask<ReadOnCall, OnCallRead>(alerting, new ReadOnCall("rota") { Days = 3 }, "rota")).Schedules.Single().Shifts, shift => shift.Person == "wang" && shift.To - shift.From == TimeSpan.FromHours(12));
        Assert.Equal("Wang", (await Ask<ReadConfiguration, ConfigurationRead>(alerting, new ReadConfiguration("rota"), "rota")).History[0].By);
    }

    [Fact]
    public async Task A_silence_is_made_once_said_anew_and_ended()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);
        var text = JsonSerializer.Serialize(new { scopes = new[] { "site:S1" }, start = "2026-01-01T00:00", length = "8784h", rule = "FREQ=YEARLY", timeZone = "Etc/UTC", reason = "rebuilding" });
        var create = new CreateSilence { RequestId = "w-1", Organisation = "acme", By = "Li", Text = text };

        var made = (await Ask<CreateSilence, SilenceJudged>(alerting, create)).Window!;
        Assert.Equal(made.Id, (await Ask<CreateSilence, SilenceJudged>(alerting, create)).Window!.Id);
        var edit = new EditSilence { Organisation = "acme", By = "Wang", SilenceId = made.Id, Seen = 1, Text = text.Replace("rebuilding", "rebuilding again", StringComparison.Ordinal) };
        Assert.Equal(("rebuilding again", "Li", 2), (await Ask<EditSilence, SilenceJudged>(alerting, edit)).Window is { } anew ? (anew.Reason, anew.CreatedBy, anew.Version) : default);
        Assert.Equal(Outcome.Outdated, (await Ask<EditSilence, SilenceJudged>(alerting, edit with { Text = text })).Ruling.Outcome);
        Assert.Equal("rebuilding again", Assert.Single((await Ask<ReadWindows, WindowsRead>(alerting, new ReadWindows("acme"))).Windows).Reason);
        Assert.Equal(Outcome.Done, (await Ask<EndSilence, SilenceJudged>(alerting, new EndSilence("acme", "Wang", made.Id))).Ruling.Outcome);
        Assert.Empty((await Ask<ReadWindows, WindowsRead>(alerting, new ReadWindows("acme"))).Windows);
    }

    [Fact]
    public async Task Who_is_not_the_one_whose_requests_are_taken_is_told_nothing()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, new() { [Requests.FromKey] = "dashboard" });

        await Assert.ThrowsAsync<RequestTimeoutException>(() => Ask<ReadWindows, WindowsRead>(alerting, new ReadWindows("acme")));
    }

    [Fact]
    public async Task A_request_about_another_organisation_than_it_was_sent_for_is_refused()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail);

        await Assert.ThrowsAsync<RequestFaultException>(() => Ask<ReadWindows, WindowsRead>(alerting, new ReadWindows("other")));
    }

    private static ActOnIncident Act(string request, string by, IncidentAct act, int? seen) => new()
    {
        RequestId = request,
        Organisation = "acme",
        By = by,
        IncidentId = IncidentId.Of("acme", "f-asked"),
        Seen = seen,
        Act = act,
    };

    private static Task<TAnswer> Ask<TRequest, TAnswer>(AlertingHost alerting, TRequest request, string organisation = "acme")
        where TRequest : class
        where TAnswer : class =>
        alerting.Services.GetRequiredService<IClientFactory>().Ask<TRequest, TAnswer>(alerting.Services.GetRequiredService<IConfiguration>(), organisation, request, default);
}
