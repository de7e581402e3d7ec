using FleetWatch.Contracts;

namespace FleetWatch.Alerting.Findings;

/// <summary>One finding event off the bus.</summary>
/// <param name="Event">May repeat another, and may come in any order.</param>
/// <param name="Trace">W3C trace context under which it arrived.</param>
internal sealed record FindingNews(FindingEvent Event, string? Trace);
