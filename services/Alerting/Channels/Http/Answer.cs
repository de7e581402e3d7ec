using System.Text.Json;
using System.Text.RegularExpressions;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>What a web server said.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Its beginning, as text.</param>
/// <param name="After">How long it asked to wait.</param>
internal sealed partial record Answer(int Status, string Body, TimeSpan? After)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>By the status alone. Redirects are refused: where they lead was not checked, and a page is not for everybody.</summary>
    public HandOver Judge() => Status switch
    {
        >= 200 and < 300 => new Delivered(),
        408 or 425 or 429 or >= 500 => new RetryLater($"The receiver answered {Status}{Reason()}.", After),
        _ => new Refused($"The receiver answered {Status}{Reason()}."),
    };

    /// <summary>A number in the JSON object that the body is; null: it is none, or has no such number.</summary>
    public int? Code(params ReadOnlySpan<string> names)
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            foreach (var name in names)
            {
                if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var code) && code.TryGetInt32(out var value))
                    return value;
            }
        }
        catch (JsonException)
        {
            // Then it says nothing that could be read.
        }
        return null;
    }

    /// <summary>A single word is a reason; anything longer may repeat what was sent, and is not kept.</summary>
    private string Reason() => Word().IsMatch(Body) ? $" ({Body.Trim()})" : "";

    [GeneratedRegex(@"^\s*[a-z]+(_[a-z]+)+\s*$")]
    private static partial Regex Word();
}
