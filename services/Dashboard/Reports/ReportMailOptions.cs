using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Dashboard.Reports;

/// <summary>Settings <c>Dashboard:Reports:…</c>; the mail server's are <c>Dashboard:Mail:…</c>.</summary>
internal sealed record ReportMailOptions : IValidatableObject
{
    public const string Section = "Dashboard:Reports";
    public const string MailSection = "Dashboard:Mail";

    /// <summary>Where readers of a mail reach the Dashboard: its numbers link there. Null: they link to nothing.</summary>
    public Uri? Address { get; init; }

    /// <summary>How often it is looked whether a mail is due. 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a mail is tried that the server puts off. 1 hour to 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan TryFor { get; init; } = TimeSpan.FromDays(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is not null && (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https")))
            yield return new ValidationResult($"{Section}:{nameof(Address)}: a web address is needed, such as https://fleetwatch.example.org.");
    }
}
