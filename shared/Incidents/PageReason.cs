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
}
