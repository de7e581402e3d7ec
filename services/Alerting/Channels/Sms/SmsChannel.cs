using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Pages;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Channels.Sms;

/// <summary>Text messages by the HTTP gateway that is configured; the address is a number in E.164, such as +8613800138000.</summary>
internal sealed partial class SmsChannel(Outbound http, IOptions<SmsSettings> settings) : IChannel
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(100);

    public string Name => "sms";

    public string? Refuse(string address) =>
        settings.Value.Url.Length == 0 ? $"there is no gateway: set {SmsSettings.Section}:{nameof(SmsSettings.Url)}"
        : !Number().IsMatch(address) ? "is no number in international form, such as +8613800138000"
        : http.Refuse(Fill(settings.Value.Url, "", "", "", Uri.EscapeDataString));

    public Task<HandOver> Send(Message message, Recipient to, CancellationToken ct) =>
        http.Send(Request(to.Address, SmsText.Of(message.Content, settings.Value.Parts), message.Id), Judge, ct);

    /// <summary>An answer that does not say what it should may be a limit or an empty account: worth another attempt.</summary>
    private HandOver Judge(Answer answer) =>
        answer.IsSuccess && settings.Value.Accepted.Length > 0 && !Regex.IsMatch(answer.Body, settings.Value.Accepted, RegexOptions.None, MatchLimit)
            ? new RetryLater("The gateway answered a success that does not say what it should.")
            : answer.Judge();

    private HttpRequestMessage Request(string to, string text, string id)
    {
        var url = Fill(settings.Value.Url, to, text, id, Uri.EscapeDataString);
        var request = new HttpRequestMessage(new HttpMethod(settings.Value.Method), url);
        foreach (var (name, value) in settings.Value.Headers)
            request.Headers.TryAddWithoutValidation(name, Fill(value, to, "", id, plain => plain));
        if (settings.Value.Method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(settings.Value.Body, to, text, id, Escape(settings.Value.ContentType))));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(settings.Value.ContentType, "utf-8");
        }
        return request;
    }

    /// <summary>In one pass: what was filled in is never looked at again.</summary>
    private string Fill(string template, string to, string text, string id, Func<string, string> escape) => Gap().Replace(template, gap => escape(gap.Value switch
    {
        "{to}" => to,
        "{text}" => text,
        "{id}" => id,
        _ => settings.Value.Secret,
    }));

    private static Func<string, string> Escape(string contentType) => contentType switch
    {
        MediaTypeNames.Application.Json => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode,
        MediaTypeNames.Application.FormUrlEncoded => Uri.EscapeDataString,
        MediaTypeNames.Application.Xml => text => SecurityElement.Escape(text),
        _ => text => text,
    };

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\{(to|text|id|secret)\}")]
    private static partial Regex Gap();
}

internal static class SmsRegistration
{
    public static IServiceCollection AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmsSettings>().Bind(configuration.GetSection(SmsSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddOutbound(configuration).AddSingleton<IChannel, SmsChannel>();
    }
}
