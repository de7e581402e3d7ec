namespace FleetWatch.Alerting.Channels;

/// <summary>What became of an attempt; decided where the protocol is known.</summary>
internal abstract record HandOver
{
    private protected HandOver()
    {
    }
}

/// <summary>The other side has taken it and answers for it.</summary>
/// <param name="Arrived">Whether that is the receiver itself; false: somebody who passes it on, such as a mail server.</param>
internal sealed record Delivered(bool Arrived = false) : HandOver;

/// <summary>It may work later.</summary>
/// <param name="Error">What happened; never what was sent.</param>
/// <param name="After">How long the other side asked to wait.</param>
internal sealed record RetryLater(string Error, TimeSpan? After = null) : HandOver;

/// <summary>It will not work, however often it is tried.</summary>
internal sealed record Refused(string Error) : HandOver;
