namespace FleetWatch.Simulator.Mail;

/// <summary>The receiver's side of RFC 5321, without the socket: what a command means in this state, and how it is answered.</summary>
internal sealed class SmtpDialogue(long maximalBytes, Func<MailFault> fault)
{
    private bool _greeted;

    public string? Sender { get; private set; }
    public List<string> Recipients { get; } = [];

    /// <summary>Whether the last command was QUIT.</summary>
    public bool Over { get; private set; }

    /// <summary>Answers one command line; <see cref="SmtpReply.GoOn"/> asks for the message.</summary>
    public SmtpReply Answer(string line)
    {
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        return verb switch
        {
            "EHLO" => Greet([$"fleetwatch", "PIPELINING", $"SIZE {maximalBytes}", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"]),
            "HELO" => Greet(["fleetwatch"]),
            "MAIL" => From(line),
            "RCPT" => To(line),
            "DATA" => Sender is null || Recipients.Count == 0 ? SmtpReply.Disorder : SmtpReply.GoOn,
            "RSET" => Forget(SmtpReply.Ok),
            "NOOP" => SmtpReply.Ok,
            "VRFY" => new SmtpReply(252, "2.5.2 try it"),
            "HELP" => new SmtpReply(214, "2.0.0 RFC 5321"),
            "QUIT" => Leave(),
            _ => SmtpReply.Unknown,
        };
    }

    /// <summary>Answers the message itself, and is ready for the next one.</summary>
    public SmtpReply Take(bool tooLarge) => Forget(tooLarge ? SmtpReply.TooLarge : fault() == MailFault.Later ? SmtpReply.TryLater : SmtpReply.Ok);

    private SmtpReply Greet(IReadOnlyList<string> lines)
    {
        _greeted = true;
        return Forget(new SmtpReply(250, lines));
    }

    private SmtpReply From(string line)
    {
        if (!_greeted || Sender is not null)
            return SmtpReply.Disorder;
        if (Address(line, "MAIL FROM:") is not { } sender)
            return SmtpReply.BadAddress;
        if (DeclaredBytes(line) > maximalBytes)
            return SmtpReply.TooLarge;
        Sender = sender;
        return SmtpReply.Ok;
    }

    private SmtpReply To(string line)
    {
        if (Sender is null)
            return SmtpReply.Disorder;
        if (Address(line, "RCPT TO:") is not { Length: > 0 } recipient)
            return SmtpReply.BadAddress;
        if (fault() == MailFault.Never)
            return SmtpReply.Refused;
        Recipients.Add(recipient);
        return SmtpReply.Ok;
    }

    private SmtpReply Leave()
    {
        Over = true;
        return SmtpReply.Bye;
    }

    private SmtpReply Forget(SmtpReply reply)
    {
        Sender = null;
        Recipients.Clear();
        return reply;
    }

    private static string? Address(string line, string command)
    {
        if (!line.StartsWith(command, StringComparison.OrdinalIgnoreCase))
            return null;
        var path = line[command.Length..].TrimStart();
        return path.StartsWith('<') && path.IndexOf('>', StringComparison.Ordinal) is > 0 and var end ? path[1..end] : null;
    }

    private static long DeclaredBytes(string line) =>
        line.Split(' ').FirstOrDefault(part => part.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)) is { } size
            && long.TryParse(size.AsSpan(5), out var bytes) ? bytes : 0;
}
