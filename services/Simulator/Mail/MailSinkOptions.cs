using System.Net;

namespace FleetWatch.Simulator.Mail;

/// <summary>What a mail sink does; may be changed while it runs.</summary>
internal sealed class MailSinkOptions
{
    /// <summary>Where it listens; loopback unless it has a container of its own.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>Where mails are written; null: they are kept in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Default 10 MiB.</summary>
    public long MaximalBytes { get; init; } = 10 << 20;
    public TimeSpan SlowBy { get; init; } = TimeSpan.FromSeconds(5);
    public MailFault Fault { get; set; }
}
