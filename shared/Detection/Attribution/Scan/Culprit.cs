namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>One combination of values that may explain an excess.</summary>
/// <param name="Values">One per dimension; -1: any.</param>
/// <param name="Score">
/// Share of the whole excess' log likelihood ratio that it explains, less that which it leaves outside and what its dimensions cost.
/// </param>
/// <param name="Inside">What happened in it.</param>
/// <param name="LogRatio">Its own log likelihood ratio, in nats.</param>
internal sealed record Culprit(int[] Values, double Score, Tally Inside, double LogRatio);
