namespace FleetWatch.Simulator.Mail;

/// <summary>How the mail sink misbehaves, on demand.</summary>
internal enum MailFault
{
    None,

    /// <summary>Answers 451 to every message: try again later.</summary>
    Later,

    /// <summary>Answers 550 to every recipient: never.</summary>
    Never,

    /// <summary>Closes the connection in the middle of the message.</summary>
    Drop,

    /// <summary>Takes the message and closes the connection before it says so.</summary>
    Forget,

    /// <summary>Waits before every answer.</summary>
    Slow,
}
