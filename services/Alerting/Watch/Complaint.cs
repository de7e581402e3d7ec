namespace FleetWatch.Alerting.Watch;

/// <summary>Something that is wrong with FleetWatch itself, at one look.</summary>
/// <param name="Kind">Which sentence.</param>
/// <param name="Of">Of what: a queue, a channel.</param>
/// <param name="Value">How much of it.</param>
internal sealed record Complaint(ComplaintKind Kind, string Of, long Value)
{
    /// <summary>Two looks at the same trouble have the same key, however large it is.</summary>
    public string Key => $"{Kind}:{Of}";
}

internal enum ComplaintKind
{
    /// <summary>More messages wait in a queue than should.</summary>
    QueueGrows,

    /// <summary>A queue that should be there is not.</summary>
    QueueMissing,

    /// <summary>Messages were put aside because they cannot be processed.</summary>
    MessagesParked,

    /// <summary>Pages that are due are not handed over.</summary>
    PagesLate,

    /// <summary>Pages by a channel fail.</summary>
    ChannelFails,

    /// <summary>Pages were given up and nobody has sent them again.</summary>
    PagesGivenUp,

    /// <summary>A service says nothing of itself any more.</summary>
    ServiceSilent,

    /// <summary>An organisation's feed brings no events.</summary>
    FeedSilent,

    /// <summary>Heartbeats of an organisation are missed everywhere alike: a part of its feed is lost on its way.</summary>
    FeedThin,

    /// <summary>Heartbeats of an organisation count failures of which nobody tells.</summary>
    FailuresMissed,

    /// <summary>Terminals of an organisation do not say any more what they try.</summary>
    AttemptsUntold,

    /// <summary>The database or the broker cannot be reached.</summary>
    ServerAway,
}
