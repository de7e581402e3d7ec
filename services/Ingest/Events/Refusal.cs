namespace FleetWatch.Ingest.Events;

/// <param name="Field">The path of the member at fault; null where the whole line is. Never a value.</param>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
internal readonly record struct Refusal(string? Field, string Reason);
