using FleetWatch.Alerting;
using FleetWatch.Alerting.Channels.Email;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Smtp;
using Microsoft.Extensions.Options;
using Xunit;

namespace FleetWatch.Unit.Alerting;

public sealed class RouteCheckTests
{
    private static readonly Recipient Good = new() { Name = "NOC", Channel = "e-mail", Address = "noc@example.org" };
    private readonly RouteCheck check = new([new EmailChannel(Options.Create(new SmtpSettings { Host = "mail.example.org", From = "a@example.org" }))]);

    [Fact]
    public void Good_routes_pass() => Assert.True(check.Validate(null,
        new IncidentSettings { Routes = [new PageRoute { Name = "noc", Causes = [Causes.SiteNetwork], Recipients = [Good] }], LastResort = [Good] }).Succeeded);

    [Fact]
    public void Everything_wrong_is_said_at_once_with_its_place()
    {
        var result = check.Validate(null, new IncidentSettings
        {
            Routes =
            [
                new PageRoute { Causes = ["gremlins"], Audiences = [Audience.Unknown], Labels = new Dictionary<string, string> { ["colour"] = "red" }, Recipients = [Good with { Channel = "pigeon" }, Good with { Address = "noc" }] },
                new PageRoute(),
            ],
            LastResort = [Good with { Language = "tlh", TimeZone = "Mars/Olympus" }],
        });
        Assert.Equal(
        [
            "Alerting:Incidents:Routes:0:Causes: gremlins is no known cause.",
            "Alerting:Incidents:Routes:0:Labels: colour is none of mcc, model.",
            "Alerting:Incidents:Routes:0:Audiences: unknown is nobody.",
            "Alerting:Incidents:Routes:0:Recipients:0:Channel: pigeon is none of e-mail.",
            "Alerting:Incidents:Routes:0:Recipients:1:Address: noc is not a mail address.",
            "Alerting:Incidents:Routes:1:Recipients: there are none; whoever matches would be told to nobody.",
            "Alerting:Incidents:LastResort:0:Language: tlh is none of en, zh-Hans.",
            "Alerting:Incidents:LastResort:0:TimeZone: Mars/Olympus is no known time zone.",
        ], result.Failures);
    }
}
