using System.Text.RegularExpressions;
using FleetWatch.Alerting.Channels.Email;
using FleetWatch.Alerting.Channels.Sms;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Links;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using FleetWatch.Smtp;
using Microsoft.Extensions.Options;
using Xunit;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

/// <summary>Writes one incident as every channel sends it, in both languages, into the folder <c>messages</c> beside the tests: to be looked at.</summary>
public sealed partial class RenderedMessagesTests
{
    private static readonly ActLinks Links = new("https://fleetwatch.example.org/act?t=AAAA", "https://fleetwatch.example.org/act?t=BBBB");

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Every_channel_writes_it_whole(string language)
    {
        var to = English with { Language = language };
        var message = Write(Delivery(Magnet()), to);
        foreach (var name in ChatChannelTests.Apis.Keys)
            await Keep($"{name}.{language}.json", await ChatChannelTests.Sent(name, message));
        await Keep($"sms.{language}.txt", SmsText.Of(message.Content, 3));
        await Keep($"mail.{language}.html", message.Html);
        await Keep($"mail.{language}.txt", message.Text);
        await Keep($"mail.{language}.eml", MailLayout.Lay(message, to, new SmtpSettings { Host = "x", From = "FleetWatch <fleetwatch@example.org>" }).ToString());
        var over = Delivery(Magnet(), PageKind.Resolved, PageReason.Over);
        over = over with { Incident = over.Incident with { ResolvedBy = "detection", ResolvedNote = "recovered", ResolvedAt = Noon } };
        await Keep($"mail-over.{language}.html", Write(over, to).Html);
        foreach (var state in Enum.GetValues<LinkState>())
            await Keep($"link-{state}.{language}.html", LinkPage.Lay(new LinkView(state, LinkAct.Acknowledge, Incident(Magnet()), to), "AAAA", language, Noon));
    }

    private static Message Write(Delivery page, Recipient to) =>
        new MessageWriter(Options.Create(new PageSettings { IncidentLink = "https://fleetwatch.example.org/incidents/{id}" })).Write([page], to, Links);

    private static async Task Keep(string name, string text)
    {
        Assert.DoesNotMatch(Gap(), text);
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "messages"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
    }

    [GeneratedRegex(@"\{(cause|place|since|until|sure|step|subject|by|id|zone|reason|count|name)\}")]
    private static partial Regex Gap();
}
