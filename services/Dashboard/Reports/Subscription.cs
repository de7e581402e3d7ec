using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Dashboard.Reports;

/// <summary>Somebody who gets a report by mail every week.</summary>
internal sealed record Subscription
{
    public required Guid Id { get; init; }

    /// <summary>The reader's name; empty: only the address is known.</summary>
    public string Name { get; init; } = "";

    /// <summary>A mailbox without a name.</summary>
    public required string Address { get; init; }
    public required ReportScope Scope { get; init; }

    /// <summary>When it is sent, in the organisation's time zone; what it tells of is the last week that is over by then.</summary>
    public required DayOfWeek Day { get; init; }

    /// <summary>0 to 23.</summary>
    public required int Hour { get; init; }
    public required string Language { get; init; }
    public required string MadeBy { get; init; }

    /// <summary>The first week that is told of, such as <c>2026-W45</c>; it stays when the day or the hour is changed, so that no week is lost or told of twice.</summary>
    public required string FirstWeek { get; init; }
}
