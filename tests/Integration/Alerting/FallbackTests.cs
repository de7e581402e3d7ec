using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults.Access;
using FleetWatch.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

public sealed partial class FallbackTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task What_one_way_refuses_goes_the_next_way_and_both_are_in_the_trail()
    {
        using var mail = new SmtpPeer();
        mail.Moods.Enqueue(SmtpMood.Refuses);
        await using var hook = await HttpPeer.Start();
        await using var alerting = await AlertingHost.Start(servers, mail, Second(hook, "00:00:00"));

        await alerting.Publish(Opened(Finding("f-fall", key: "S-fall")));
        var stream = await Eventually.Matches(() => alerting.Stream("f-fall"), happened => happened.OfType<PageSent>().Any(), "it is sent");

        var other = Assert.Single(stream.OfType<PageFellBack>());
        Assert.Equal(("webhook", hook.Address), (other.Channel, other.Recipient));
        Assert.Contains("550", other.Error, StringComparison.Ordinal);
        Assert.True(Assert.Single(stream.OfType<PageSent>()).Delivered);
        Assert.Single(hook.Calls);
    }

    [Fact]
    public async Task A_death_before_the_next_way_is_due_neither_skips_it_nor_repeats_the_first()
    {
        using var mail = new SmtpPeer();
        await using var hook = await HttpPeer.Start();
        await using (var dying = await AlertingHost.Start(servers, mail, Second(hook, "00:00:05")))
        {
            await dying.Publish(Opened(Finding("f-due", key: "S-due")));
            await Eventually.Matches(() => dying.Stream("f-due"), happened => happened.OfType<PageSent>().Any(), "the mail is sent");
        }

        await using var next = await AlertingHost.Start(servers, mail, Second(hook, "00:00:05"));
        var stream = await Eventually.Matches(() => next.Stream("f-due"), happened => happened.OfType<PageSent>().Count() == 2, "the next way is taken");
        Assert.Null(Assert.Single(stream.OfType<PageFellBack>()).Error);
        Assert.Single(mail.Mails);
        Assert.Single(hook.Calls);
    }

    [Fact]
    public async Task A_link_acknowledges_once_in_the_recipients_name_and_spares_the_next_way()
    {
        using var mail = new SmtpPeer();
        await using var hook = await HttpPeer.Start();
        var settings = Second(hook, "01:00:00");
        settings["Alerting:Links:BaseUrl"] = "http://fleetwatch.example";
        settings["Alerting:Incidents:Routes:0:Recipients:0:Name"] = "Li";
        await using var alerting = await AlertingHost.Start(servers, mail, settings);
        await alerting.Publish(Opened(Finding("f-link", key: "S-link")));
        using var desk = await Client(alerting);
        await Eventually.True(async () => (await Listed(desk, "")).Any(page => $"{page!["channel"]}" == "webhook"), "the mail is sent and the next way is listed");
        var token = Token().Match(mail.Mails.Single().TextBody!).Groups[1].Value; // Every page has a text.
        using var person = new HttpClient { BaseAddress = alerting.Address };

        using var seen = await person.GetAsync($"/act?t={token}");
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Contains("default-src 'none'", seen.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(IncidentState.Open, (await alerting.Incident("f-link"))!.State);

        Assert.Equal(HttpStatusCode.OK, await Press(person, token));
        Assert.Equal("Li", (await alerting.Incident("f-link"))!.AcknowledgedBy);
        Assert.Equal(HttpStatusCode.Gone, await Press(person, token));
        Assert.Equal(HttpStatusCode.NotFound, await Press(person, $"x{token[1..]}"));
        Assert.Empty(await Listed(desk, ""));
        Assert.Empty(hook.Calls);
    }

    [Fact]
    public async Task What_was_given_up_is_listed_and_sent_again_by_a_person()
    {
        using var mail = new SmtpPeer();
        mail.Moods.Enqueue(SmtpMood.Refuses);
        await using var alerting = await AlertingHost.Start(servers, mail);
        await alerting.Publish(Opened(Finding("f-again", key: "S-again")));
        using var desk = await Client(alerting);
        var given = Assert.Single(await Eventually.Matches(() => Listed(desk, "?state=gave-up"), list => list.Count > 0, "it is given up"));

        var path = $"/v1/deliveries/{given!["id"]}/resend";
        Assert.Equal(HttpStatusCode.Accepted, (await desk.PostAsync(path, null)).StatusCode);
        var stream = await Eventually.Matches(() => alerting.Stream("f-again"), happened => happened.OfType<PageSent>().Any(), "it is sent");
        Assert.Equal("desk", Assert.Single(stream.OfType<PageResent>()).By);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.PostAsync(path, null)).StatusCode);
        Assert.Single(mail.Mails);
    }

    private static Dictionary<string, string?> Second(HttpPeer hook, string after) => new()
    {
        ["Alerting:Targets:PrivateHosts:0"] = "127.0.0.1",
        ["Alerting:Targets:AllowPlainHttp"] = "true",
        ["Alerting:Webhook:Secrets:0:Address"] = hook.Address,
        ["Alerting:Webhook:Secrets:0:Secret"] = "0123456789abcdef0123456789abcdef",
        ["Alerting:Incidents:Routes:0:Recipients:0:Fallbacks:0:Channel"] = "webhook",
        ["Alerting:Incidents:Routes:0:Recipients:0:Fallbacks:0:Address"] = hook.Address,
        ["Alerting:Incidents:Routes:0:Recipients:0:Fallbacks:0:After"] = after,
    };

    private static async Task<JsonArray> Listed(HttpClient desk, string query) =>
        (await desk.GetFromJsonAsync<JsonObject>($"/v1/deliveries{query}"))!["deliveries"]!.AsArray();

    private static async Task<HttpStatusCode> Press(HttpClient person, string token)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["t"] = token });
        using var answer = await person.PostAsync("/act", form);
        return answer.StatusCode;
    }

    private static async Task<HttpClient> Client(AlertingHost alerting)
    {
        var token = KeyToken.Create();
        await using var session = alerting.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Store(new ApiKey { Id = token.Id, Organisation = "acme", Source = "desk", Scopes = [Scopes.Incidents], SecretHash = token.Hash(), CreatedAt = Noon });
        await session.SaveChangesAsync();
        return new HttpClient { BaseAddress = alerting.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) } };
    }

    [GeneratedRegex(@"/act\?t=([\w-]+)")]
    private static partial Regex Token();
}
