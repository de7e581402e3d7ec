using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Alerting.Channels.Webhook;

internal sealed record WebhookSettings : IValidatableObject
{
    public const string Section = "Alerting:Webhook";

    /// <summary>Shorter secrets can be guessed.</summary>
    private const int ShortestSecret = 32;

    /// <summary>One for each address, so that no receiver can sign for another.</summary>
    public IReadOnlyList<WebhookSecret> Secrets { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Secrets
        .Where(secret => secret.Secret.Length < ShortestSecret)
        .Select(secret => new ValidationResult($"{Section}:Secrets: the secret of {secret.Address} has fewer than {ShortestSecret} characters."));
}

internal sealed record WebhookSecret
{
    public string Address { get; init; } = "";
    public string Secret { get; init; } = "";

    public override string ToString() => $"{nameof(WebhookSecret)} of {Address}";
}
