namespace FleetWatch.Detection.Attribution.Scan;

/// <summary>The finest grain of what was counted: one value of every dimension.</summary>
/// <param name="Values">Numbers, one per dimension, in the same order for all leaves, each dimension's own from 0; -1: none that could be named.</param>
/// <param name="Attempts">How many there were, 0 or more.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="Expected">How many were expected to fail, more than 0 and less than <paramref name="Attempts"/>.</param>
internal readonly record struct Leaf(int[] Values, double Attempts, double Failures, double Expected);
