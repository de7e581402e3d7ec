namespace FleetWatch.Detection;

/// <summary>What the feed tells of itself, each a share of 0 to 1. What is missing here is missing in every judgement, and is nobody's fault at any site.</summary>
/// <param name="HeartbeatsMissed">
/// Heartbeats that are missed in the whole fleet alike, about the last quarter hour: a part of the feed is lost on its way, and silence is no news of any
/// terminal. What an open finding explains does not count.
/// </param>
/// <param name="FailuresMissed">Failures that heartbeats counted and nobody told of, about the last hour, beyond the share that is never told in this fleet.</param>
/// <param name="AttemptsUntold">Terminals alive that told what they try, by counters or approvals, and do not any more: it is supposed.</param>
public sealed record FeedHealth(double HeartbeatsMissed, double FailuresMissed, double AttemptsUntold);
