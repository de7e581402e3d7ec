namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>One combination of values that may explain an excess.</summary>
/// <param name="Values">One per dimension; null: any.</param>
/// <param name="Score">
/// Share of the whole excess' log likelihood ratio that it explains, less that which it leaves outside and what its dimensions cost.
/// </param>
/// <param name="Failures">That happened in it.</param>
/// <param name="Expected">That were expected in it.</param>
/// <param name="LogRatio">Its own log likelihood ratio, in nats.</param>
/// <param name="Members">The leaves that it holds, by number.</param>
internal sealed record Culprit(string?[] Values, double Score, double Failures, double Expected, double LogRatio, IReadOnlyList<int> Members);
