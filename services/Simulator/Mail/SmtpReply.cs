using System.Globalization;

namespace FleetWatch.Simulator.Mail;

/// <summary>An answer of RFC 5321: a code, and lines for whoever reads along.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">At least one.</param>
internal sealed record SmtpReply(int Code, params IReadOnlyList<string> Lines)
{
    public static SmtpReply Ready { get; } = new(220, "fleetwatch mail sink ESMTP, nothing is relayed");
    public static SmtpReply Ok { get; } = new(250, "2.0.0 OK");
    public static SmtpReply Bye { get; } = new(221, "2.0.0 bye");
    public static SmtpReply GoOn { get; } = new(354, "end with a line that holds a dot only");
    public static SmtpReply Unknown { get; } = new(500, "5.5.2 not a command");
    public static SmtpReply Disorder { get; } = new(503, "5.5.1 not now");
    public static SmtpReply BadAddress { get; } = new(501, "5.1.7 not an address in angle brackets");
    public static SmtpReply TooLarge { get; } = new(552, "5.3.4 too large");
    public static SmtpReply TryLater { get; } = new(451, "4.3.0 told to refuse for now");
    public static SmtpReply Refused { get; } = new(550, "5.1.1 told to refuse");

    /// <summary>As it goes over the wire, the end of its last line included.</summary>
    public override string ToString() => string.Concat(Lines.Select((line, index) =>
        string.Create(CultureInfo.InvariantCulture, $"{Code}{(index == Lines.Count - 1 ? ' ' : '-')}{line}\r\n")));
}
