using System.Net;
using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Pages;
using FleetWatch.Explaining;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Links;

/// <summary>What a person sees who follows a link: one card, one button, no script, nothing fetched from anywhere.</summary>
internal static class LinkPage
{
    private const string Style = "body{margin:0;padding:16px;background:#f6f8fa;color:#1b1f24;font:17px/1.5 -apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',sans-serif}"
        + "main{max-width:480px;margin:8vh auto 0;padding:24px;background:#fff;border:1px solid #d0d7de;border-radius:12px}"
        + "h1{margin:0 0 8px;font-size:22px}p{margin:0 0 16px}small{color:#59636e}"
        + "button{width:100%;padding:14px;border:0;border-radius:8px;background:#0b57d0;color:#fff;font:inherit;font-weight:600}"
        + "@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}main{background:#161b22;border-color:#30363d}small{color:#9198a1}button{background:#4c8dff;color:#0d1117}}";

    /// <summary>Only this style, only this form; no frame, no base, no script.</summary>
    public static readonly string Policy = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + $"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    public static string Lay(LinkView view, string token, string language, DateTimeOffset now)
    {
        var words = PageWords.For(view.Recipient?.Language ?? language, view.Recipient?.TimeZone ?? "Etc/UTC");
        var title = words.Say($"link.{view.State}.title");
        return $"""
            <!DOCTYPE html>
            <html lang="{words.Culture.Name}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{Safe(title)}</title><style>{Style}</style></head>
            <body><main><h1>{Safe(title)}</h1>{About(view, words, now)}<p>{Safe(Text(view, words))}</p>{Button(view, token, words)}</main></body></html>

            """;
    }

    private static string About(LinkView view, Words words, DateTimeOffset now) => view.Incident is not { } incident ? ""
        : $"<p><strong>{Safe(words.Say("headline", ("cause", words.Cause(incident.Cause)), ("place", words.Place(incident.Scope))))}</strong><br>"
            + $"<small>{Safe(words.Say("link.since", ("since", words.Time(incident.StartedAt, now)), ("id", incident.Id)))}</small></p>";

    private static string Text(LinkView view, Words words) => (view.State, view.Incident) switch
    {
        (LinkState.Ready, _) => words.Say($"link.Ready.{view.Act}", ("name", Name(view))),
        (LinkState.Done, _) => words.Say($"link.Done.{view.Act}", ("name", Name(view))),
        (LinkState.TooLate, { State: IncidentState.Acknowledged } taken) => words.Say("link.TooLate.acknowledged", ("by", taken.AcknowledgedBy ?? "")),
        (LinkState.TooLate, { State: IncidentState.Merged } part) => words.Say("link.TooLate.merged", ("wider", part.MergedInto ?? "")),
        (LinkState.TooLate, { ResolvedBy: not (null or Incident.Detection) } over) => words.Say("link.TooLate.resolved", ("by", over.ResolvedBy)),
        (LinkState.TooLate, _) => words.Say("link.TooLate.over"),
        _ => words.Say($"link.{view.State}"),
    };

    private static string Button(LinkView view, string token, Words words) => view.State != LinkState.Ready ? ""
        : $"<form method=\"post\" action=\"{LinkEndpoints.Path}\"><input type=\"hidden\" name=\"t\" value=\"{Safe(token)}\"><button>{Safe(words.Say(view.Act == LinkAct.Acknowledge ? "action.acknowledge" : "action.resolve"))}</button></form>";

    private static string Name(LinkView view) => view.Recipient is not { } to ? "" : to.Name.Length > 0 ? to.Name : to.Address;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
