using System.Globalization;
using FleetWatch.Explaining;
using FleetWatch.Reporting.Weekly;
using MimeKit;

namespace FleetWatch.Dashboard.Reports;

/// <summary>A subscription as it is being typed.</summary>
internal sealed class SubscriptionDraft
{
    private const int LongestAddress = 254;
    private const int LongestName = 100;

    /// <summary>Null: a new one.</summary>
    public Guid? Id { get; init; }
    public string Name { get; set; } = "";
    public string Address { get; set; } = "";
    public string Scope { get; set; } = "organisation";
    public string Key { get; set; } = "";
    public string Day { get; set; } = nameof(DayOfWeek.Monday);
    public string Hour { get; set; } = "8";
    public string Language { get; set; } = Words.Languages[0];

    public static SubscriptionDraft Of(Subscription known) => new()
    {
        Id = known.Id,
        Name = known.Name,
        Address = known.Address,
        Scope = known.Scope.Kind.ToString().ToLowerInvariant(),
        Key = known.Scope.Kind == ReportScopeKind.Organisation ? "" : known.Scope.Key,
        Day = known.Day.ToString(),
        Hour = known.Hour.ToString(CultureInfo.InvariantCulture),
        Language = known.Language,
    };

    /// <summary>What is wrong, by field, as names of texts; where nothing is, the subscription.</summary>
    /// <param name="scope">What it is of, and what is wrong with that.</param>
    /// <param name="all">The subscriptions that there are.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="zone">The organisation's.</param>
    /// <param name="now">When.</param>
    public (Subscription? Subscription, IReadOnlyDictionary<string, string> Errors) Judge((ReportScope? Scope, string Field, string? Error) scope,
        IReadOnlyList<Subscription> all, string by, TimeZoneInfo zone, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string>();
        var address = Address.Trim();
        if (Name.Trim().Length > LongestName || Name.Any(char.IsControl))
            errors["name"] = "subscriptions.error.name";
        if (address.Length > LongestAddress || !MailboxAddress.TryParse(address, out var mailbox) || mailbox.Domain.Length == 0 || mailbox.Address != address)
            errors["address"] = "subscriptions.error.address";
        if (scope.Error is not null)
            errors[scope.Field] = scope.Error;
        if (!Enum.TryParse<DayOfWeek>(Day, out var day) || !Enum.IsDefined(day))
            errors["day"] = "subscriptions.error.day";
        if (!int.TryParse(Hour, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) || hour > 23)
            errors["hour"] = "subscriptions.error.hour";
        if (!Words.Languages.Contains(Language))
            errors["language"] = "subscriptions.error.language";
        if (errors.Count == 0 && all.Any(one => one.Id != Id && one.Scope == scope.Scope && string.Equals(one.Address, address, StringComparison.OrdinalIgnoreCase)))
            errors["address"] = "subscriptions.error.twice";
        return errors.Count > 0 || scope.Scope is null ? (null, errors) : (new Subscription
        {
            Id = Id ?? Guid.CreateVersion7(now),
            Name = Name.Trim(),
            Address = address,
            Scope = scope.Scope,
            Day = day,
            Hour = hour,
            Language = Language,
            MadeBy = by,
            FirstWeek = all.FirstOrDefault(one => one.Id == Id)?.FirstWeek ?? DueReport.First(day, hour, zone, now).Name,
        }, errors);
    }
}
