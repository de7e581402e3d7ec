using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Alerting.Links;

internal sealed record LinkSettings : IValidatableObject
{
    public const string Section = "Alerting:Links";

    private const int ShortestKey = 32;

    /// <summary>Where people reach this service, such as <c>https://fleetwatch.example.org</c>; null: messages carry no links to act.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>How long a link works after its page was decided.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Signs the links: Base64 of 32 bytes at least; null: one is generated and kept in the database.</summary>
    public string? Key { get; init; }

    public override string ToString() => nameof(LinkSettings);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseUrl is not null && (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")))
            yield return new ValidationResult($"{Section}:{nameof(BaseUrl)}: is not a web address.");
        if (Key is not null && (!Convert.TryFromBase64String(Key, new byte[Key.Length], out var length) || length < ShortestKey))
            yield return new ValidationResult($"{Section}:{nameof(Key)}: Base64 of {ShortestKey} bytes at least.");
    }
}
