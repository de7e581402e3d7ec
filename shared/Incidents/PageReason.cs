namespace FleetWatch.Incidents;

/// <summary>Why a page was, or was not, to be sent. Codes; a resource renders them in the reader's language.</summary>
public static class PageReason
{
    /// <summary>Sent: the trouble is new.</summary>
    public const string New = "new";

    /// <summary>Sent: others know already, this one becomes concerned only now.</summary>
    public const string NewRecipient = "new-recipient";

    /// <summary>Sent: it is more severe or wider than this one was told.</summary>
    public const string Worse = "worse";

    /// <summary>Sent: the cause is another one than this one was told.</summary>
    public const string AnotherCause = "another-cause";

    /// <summary>Sent: it came back after this one was told that it was over.</summary>
    public const string BackAgain = "back-again";

    /// <summary>Sent: it is over, and this one was paged for it.</summary>
    public const string Over = "over";

    /// <summary>Sent: it is a part of a wider incident, of which this one does not hear otherwise.</summary>
    public const string PartOfWider = "part-of-wider";

    /// <summary>Suppressed: shown and counted only.</summary>
    public const string NotWorthAPage = "not-worth-a-page";

    /// <summary>Suppressed: no route names anybody, and there is no last resort.</summary>
    public const string NoRecipient = "no-recipient";

    /// <summary>Suppressed: this one knows, and it is no worse.</summary>
    public const string AlreadyPaged = "already-paged";

    /// <summary>Suppressed: somebody has taken it on, and it is no more severe.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>Suppressed: it came back within the flap window, before this one was told that it was over.</summary>
    public const string Flapping = "flapping";

    /// <summary>Suppressed: it was over when it became known.</summary>
    public const string AlreadyOver = "already-over";

    /// <summary>Suppressed: this one hears of the wider incident.</summary>
    public const string HearsOfWider = "hears-of-wider";

    /// <summary>Taken back before it was handed over: the trouble came back first.</summary>
    public const string BackBeforeTold = "back-before-told";

    /// <summary>Sent: nobody acknowledged in time, or a person asked for the next step.</summary>
    public const string Escalated = "escalated";

    /// <summary>Sent: this one knows, and still nobody has acknowledged.</summary>
    public const string StillUnacknowledged = "still-unacknowledged";

    /// <summary>Sent: somebody asks this one to look after it.</summary>
    public const string Assigned = "assigned";

    /// <summary>Sent: the time for which it was snoozed is over, and it still stands.</summary>
    public const string SnoozeOver = "snooze-over";

    /// <summary>Sent: the window that held it back is over, and it still stands.</summary>
    public const string WindowOver = "window-over";

    /// <summary>Sent: the quiet hours are over, and it still stands.</summary>
    public const string QuietOver = "quiet-over";

    /// <summary>Suppressed: a maintenance window or silence covers it; looked at again when that ends.</summary>
    public const string InWindow = "in-window";

    /// <summary>Suppressed: quiet hours, and it is not urgent; looked at again when they end.</summary>
    public const string QuietHours = "quiet-hours";

    /// <summary>Suppressed: somebody has snoozed it, and it is no more severe.</summary>
    public const string Snoozed = "snoozed";

    /// <summary>Suppressed: when its time came, it was somebody else's.</summary>
    public const string NoLongerConcerned = "no-longer-concerned";

    /// <summary>Sent: somebody has taken it on, and this one keeps an incident of its own.</summary>
    public const string TakenOn = "taken-on";

    /// <summary>Suppressed: nobody was on call.</summary>
    public const string NobodyOnCall = "nobody-on-call";
}
