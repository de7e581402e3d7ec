using System.ComponentModel.DataAnnotations;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Ingest.Tcp;

/// <summary>The switches that are listened to; settings <c>Feeds:…</c>.</summary>
internal sealed record FeedSettings
{
    /// <summary>The secret key of the card tokens in base 64, at least 32 bytes; without it events carry no card token.</summary>
    public string? CardTokenKey { get; init; }

    /// <summary>By name: <c>Feeds:Listeners:NAME:Port</c> and so on.</summary>
    public IReadOnlyDictionary<string, FeedOptions> Listeners { get; init; } = new Dictionary<string, FeedOptions>();
}

/// <summary>One port on which a switch's ISO 8583 traffic arrives.</summary>
internal sealed record FeedOptions
{
    /// <summary>Whose fleet. Whoever reaches the port speaks for it, so the port belongs on a private network or behind TLS.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Organisation { get; init; } = "";

    /// <summary>What the events' source is called.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string Source { get; init; } = "switch";

    /// <summary>The IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0: any that is free.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    public FrameLength Framing { get; init; } = FrameLength.TwoBytes;

    /// <summary>Whether the length before a message counts its own bytes.</summary>
    public bool LengthCountsItself { get; init; }

    /// <summary>Whether five bytes of TPDU come before each message; null: as the table says.</summary>
    public bool? Tpdu { get; init; }

    /// <summary>A ready table, or the path of a file.</summary>
    public string Table { get; init; } = ReadyTables.Iso87Ascii;

    /// <summary>The zone of terminals that the registry does not place, IANA.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Whether sign-ons and echoes (0800) are answered; false: a silent tap.</summary>
    public bool Answers { get; init; }

    /// <summary>How many first digits of a card number are kept.</summary>
    public BinPolicy BinPolicy { get; init; } = BinPolicy.Six;

    /// <summary>Null: the line is not encrypted.</summary>
    public FeedTls? Tls { get; init; }

    [Range(1, 100_000)]
    public int MaxConnections { get; init; } = 1000;

    [Range(64, MessageReader.LongestMessage)]
    public int MaxMessageBytes { get; init; } = FrameFormat.DefaultMaxBytes;

    /// <summary>A connection is closed when no whole message came for so long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Requests that wait for their answer; the oldest beyond that are forgotten and counted.</summary>
    [Range(100, 10_000_000)]
    public int MaxOpenExchanges { get; init; } = 200_000;

    /// <summary>How long an answer may take before the request counts as unanswered.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ResponseDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Events that wait for the broker; beyond that no connection is read from.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaitingEvents { get; init; } = 20_000;

    /// <summary>How long an event may wait for others to go with it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    public ExchangeSettings Exchanges() => new() { MaxOpen = MaxOpenExchanges, ResponseDeadline = ResponseDeadline, BinPolicy = BinPolicy };

    public FrameFormat Frames() => new(Framing, LengthCountsItself, MaxMessageBytes);
}

/// <summary>How a line is encrypted.</summary>
internal sealed record FeedTls
{
    /// <summary>The server's certificate and its chain, PEM.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Certificate { get; init; } = "";

    /// <summary>Its private key, PEM.</summary>
    [Required(AllowEmptyStrings = false)]
    public string CertificateKey { get; init; } = "";

    /// <summary>SHA-256 of the certificates with which a switch may call, hexadecimal; none: a switch needs no certificate.</summary>
    public IReadOnlyList<string> ClientCertificates { get; init; } = [];
}
