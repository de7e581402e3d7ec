namespace FleetWatch.Incidents;

/// <summary>A further way to reach somebody, tried where the ones before it have not reached them.</summary>
/// <param name="Channel">The channel's name, for example <c>e-mail</c>.</param>
/// <param name="Address">The address within the channel.</param>
/// <param name="After">How long after the page's own hour the way is taken, where nobody has acknowledged until then; zero: only
/// once the way before it has failed for good.</param>
public sealed record ContactMethod(string Channel, string Address, TimeSpan After);
