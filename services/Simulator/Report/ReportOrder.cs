using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Simulator.Report;

/// <summary>What a report was asked for with.</summary>
internal sealed record ReportOrder
{
    public required string Fleet { get; init; }
    public required string Events { get; init; }

    /// <summary>ISO week; null: the last whole one.</summary>
    public string? Week { get; init; }

    /// <summary>IANA time zone; null: that of most terminals.</summary>
    public string? Zone { get; init; }
    public required ReportScope Scope { get; init; }
    public required string Output { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required string Organisation { get; init; }

    /// <summary>Null: numbers carry no links.</summary>
    public Uri? Dashboard { get; init; }
}
