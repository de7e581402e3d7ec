using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace FleetWatch.Alerting.Channels.Sms;

/// <summary>
/// A gateway that sends text messages by HTTP. <c>{to}</c>, <c>{text}</c>, <c>{id}</c> and <c>{secret}</c> in address, headers and body stand for the
/// number, the text, the idempotency key and the secret, each escaped as the place asks.
/// </summary>
internal sealed record SmsSettings : IValidatableObject
{
    public const string Section = "Alerting:Sms";

    private static readonly string[] Needed = ["{to}", "{text}"];

    /// <summary>Empty: there are no text messages.</summary>
    public string Url { get; init; } = "";

    /// <summary>POST, or GET without a body.</summary>
    public string Method { get; init; } = "POST";

    /// <summary><c>application/json</c>, <c>application/x-www-form-urlencoded</c>, <c>application/xml</c> or <c>text/plain</c>.</summary>
    public string ContentType { get; init; } = "application/json";
    public string Body { get; init; } = """{"to":"{to}","text":"{text}"}""";
    public Dictionary<string, string> Headers { get; init; } = [];
    public string Secret { get; init; } = "";

    /// <summary>A regular expression that the answer must match to be a success; empty: the status alone decides. Some gateways say no in a 200.</summary>
    public string Accepted { get; init; } = "";

    /// <summary>How many parts one message may have.</summary>
    [Range(1, 10)]
    public int Parts { get; init; } = 3;

    public override string ToString() => nameof(SmsSettings);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length == 0)
            yield break;
        if (Method is not ("POST" or "GET"))
            yield return new ValidationResult($"{Section}:{nameof(Method)}: POST or GET.");
        if (ContentType is not ("application/json" or "application/x-www-form-urlencoded" or "application/xml" or "text/plain"))
            yield return new ValidationResult($"{Section}:{nameof(ContentType)}: application/json, application/x-www-form-urlencoded, application/xml or text/plain.");
        var whole = $"{Url}{(Method == "POST" ? Body : "")}{string.Concat(Headers.Values)}";
        foreach (var gap in Needed.Where(gap => !whole.Contains(gap, StringComparison.Ordinal)))
            yield return new ValidationResult($"{Section}: neither {nameof(Url)} nor {nameof(Body)} says {gap}.");
        if (!IsExpression(Accepted))
            yield return new ValidationResult($"{Section}:{nameof(Accepted)}: is no regular expression.");
    }

    private static bool IsExpression(string pattern)
    {
        try
        {
            _ = Regex.IsMatch("", pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
