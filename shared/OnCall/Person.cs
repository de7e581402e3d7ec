namespace FleetWatch.OnCall;

/// <summary>Somebody who can be on call.</summary>
public sealed record Person
{
    public required string Id { get; init; }

    /// <summary>What people call them.</summary>
    public required string Name { get; init; }

    /// <summary>Language of what is written to them: <c>en</c> or <c>zh-Hans</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA time zone of the times written to them, and of their quiet hours.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>In the order in which they are tried; at least one.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>When nothing but what is urgent is to reach them.</summary>
    public IReadOnlyList<DailyHours> QuietHours { get; init; } = [];

    /// <returns>When their quiet ends; null: they are not having any.</returns>
    public DateTimeOffset? QuietUntil(DateTimeOffset at)
    {
        var clock = LocalClock.In(TimeZone);
        return QuietHours.Max(hours => hours.EndOf(at, clock));
    }
}

/// <param name="Channel">The channel's name, for example <c>e-mail</c>.</param>
/// <param name="Address">The address within the channel.</param>
/// <param name="After">How long after the page this way is taken; zero for the first.</param>
public sealed record Contact(string Channel, string Address, TimeSpan After);

/// <summary>People who look after something together.</summary>
public sealed record Team
{
    public required string Id { get; init; }
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Where they work; empty: everywhere.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What they can mend: causes, or audiences by their public names.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Id of the escalation policy that reaches them; null: all members are told.</summary>
    public string? Policy { get; init; }
}
