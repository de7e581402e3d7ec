using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Load.Core;

/// <summary>
/// A fleet of which, after a day of its traffic, one part fails many times a second for some minutes of the feed's time: nearly all of what it tries
/// by then, a fifth of the fleet's traffic for an issuer, and all of it for the acquirer. What a failure costs while the trouble is young, when it is told, and afterwards.
/// </summary>
internal sealed class Storm
{
    private const string BadBin = "62000000";
    private const int Issuers = 5;
    private const int Hours = 24;
    private const int DeclinesAnHour = 400;
    private readonly int _terminals;
    private readonly int _rate;
    private readonly StormKind _kind;
    private readonly Random _random = new(23);
    private readonly FleetDetector _detector = new("storm", new DetectionSettings());
    private DateTimeOffset _now = new(2026, 11, 4, 3, 0, 0, TimeSpan.Zero);
    private long _number;

    /// <param name="terminals">In the fleet.</param>
    /// <param name="kind">What fails.</param>
    /// <param name="rate">Failures a second.</param>
    public Storm(int terminals, StormKind kind, int rate)
    {
        (_terminals, _kind, _rate) = (terminals, kind, rate);
        CoreFleet.Register(_detector, terminals, _now);
        for (var hour = 0; hour < Hours; hour++)
            Calm();
    }

    /// <summary>Findings that were told, with the second of the trouble in which they were.</summary>
    public List<(int Second, FindingEvent News)> Told { get; } = [];

    /// <returns>Microseconds of processor time per failure in each <paramref name="part"/> seconds; fewer parts where <paramref name="most"/> was used up.</returns>
    public IEnumerable<double> Play(int seconds, int part, TimeSpan most)
    {
        var began = Environment.CpuUsage.TotalTime;
        for (var second = 0; second < seconds && Environment.CpuUsage.TotalTime - began < most;)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var until = second + part; second < until; second++, _now += TimeSpan.FromSeconds(1))
            {
                Second();
                Told.AddRange(_detector.Advance(_now).Findings.Select(news => (second, news)));
            }
            yield return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (part * _rate);
        }
    }

    // What an hour of it brings: counted by heartbeats, and declines that say how much of it is whose.
    private void Calm()
    {
        var struck = _kind switch { StormKind.Acquirer => _terminals, StormKind.Issuer => _terminals / Issuers, _ => _terminals / 20 };
        var attempts = Math.Max(1, (int)(1.1 * _rate * 3600 / struck));
        for (var terminal = 0; terminal < _terminals; terminal++)
        {
            var beat = new TerminalHeartbeat { Id = Id(), TerminalId = CoreFleet.TerminalId(terminal), OccurredAt = _now, Attempts = attempts, Approvals = attempts };
            _detector.Observe(beat, _now);
        }
        for (var decline = 0; decline < DeclinesAnHour; decline++)
            _detector.Observe(Failure(_random.Next(_terminals), "51", null, Bin()), _now);
        _now += TimeSpan.FromHours(1);
        _detector.Advance(_now);
    }

    private void Second()
    {
        for (var one = 0; one < _rate; one++)
            _detector.Observe(Failing(Struck()), _now.AddTicks(TimeSpan.TicksPerSecond * one / _rate));
    }

    // Carrier and region of a site go round with its number: one in twenty sites is on the first carrier of the first region.
    private int Struck() => _kind switch
    {
        StormKind.Issuer or StormKind.Acquirer => _random.Next(_terminals),
        StormKind.Carrier => (_random.Next(_terminals / 80) * 80) + _random.Next(4),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private TransactionFailed Failing(int terminal) => _kind switch
    {
        StormKind.Issuer => Failure(terminal, "91", null, BadBin),
        StormKind.Carrier => Failure(terminal, null, "connect-timeout", Bin()),
        _ => Failure(terminal, "96", null, Bin()),
    };

    private TransactionFailed Failure(int terminal, string? response, string? error, string bin) => new()
    {
        Id = Id(),
        TerminalId = CoreFleet.TerminalId(terminal),
        OccurredAt = _now,
        EntryMode = "05",
        ResponseCode = response,
        ErrorCode = error,
        Bin = bin,
        CardRef = string.Create(CultureInfo.InvariantCulture, $"c{_number}"),
    };

    private string Id() => (_number++).ToString("x12", CultureInfo.InvariantCulture);

    private string Bin() => (62_000_000 + _random.Next(Issuers)).ToString(CultureInfo.InvariantCulture);
}

internal enum StormKind
{
    Issuer,
    Carrier,
    Acquirer,
}
