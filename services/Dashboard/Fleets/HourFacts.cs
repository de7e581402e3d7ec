using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>What happened at one terminal in one hour, to be added to what is known of that hour.</summary>
internal sealed record HourFact(string TerminalId, DateTimeOffset Hour)
{
    public int Attempts { get; set; }
    public int Approvals { get; set; }
    public int Failures { get; set; }
    public int SilentMinutes { get; set; }

    /// <summary>In which half of the hour it was heard: 1 the first, 2 the second, 3 both.</summary>
    public int Heard { get; set; }

    /// <summary>Failures and their sum in the minor unit, by code and currency; a failure without an amount has the currency <c>""</c>.</summary>
    public Dictionary<(string Code, string Currency), (int Failures, long AmountMinor)> BySymptom { get; } = [];
}

/// <summary>Adds events up by terminal and hour. Order does not matter; repeats must have been taken out.</summary>
internal sealed class HourFacts
{
    /// <summary>A terminal's clock is believed so far; beyond it the time of arrival stands in.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromDays(3);
    private static readonly TimeSpan MostEarly = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);

    private readonly Dictionary<(string Terminal, DateTimeOffset Hour), HourFact> facts = [];

    public IReadOnlyCollection<HourFact> All => facts.Values;

    /// <param name="happened">The event.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="counts">Its terminal counts its own attempts.</param>
    public void Add(TerminalEvent happened, DateTimeOffset receivedAt, bool counts)
    {
        Hear(happened, receivedAt);
        switch (happened)
        {
            case TransactionFailed failed:
                var fact = Of(failed, receivedAt);
                fact.Failures++;
                fact.Attempts += counts ? 0 : 1;
                var key = (failed.ErrorCode ?? failed.ResponseCode ?? "", failed.AmountMinor is null ? "" : failed.Currency ?? "");
                var sum = fact.BySymptom.GetValueOrDefault(key);
                fact.BySymptom[key] = (sum.Failures + 1, sum.AmountMinor + (failed.AmountMinor ?? 0));
                break;
            case TransactionApproved when !counts:
                Of(happened, receivedAt).Attempts++;
                Of(happened, receivedAt).Approvals++;
                break;
            case TerminalHeartbeat { Attempts: { } tried } beat:
                Of(beat, receivedAt).Attempts += tried;
                Of(beat, receivedAt).Approvals += beat.Approvals ?? 0;
                break;
        }
    }

    /// <summary>A terminal is heard again; the minutes of its silence go to the hours in which it is used to be heard.</summary>
    public void AddSilence(string terminalId, DateTimeOffset from, DateTimeOffset until, Func<DateTimeOffset, bool> expected)
    {
        for (var hour = Start(from); hour < until; hour = hour.AddHours(1))
        {
            var (begin, end) = (hour > from ? hour : from, hour.AddHours(1) < until ? hour.AddHours(1) : until);
            if (expected(hour))
                At(terminalId, hour).SilentMinutes += (int)Math.Round((end - begin).TotalMinutes);
        }
    }

    public static DateTimeOffset When(TerminalEvent happened, DateTimeOffset receivedAt) => Believed(happened.OccurredAt, receivedAt);

    public static DateTimeOffset Start(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);

    private static DateTimeOffset Believed(DateTimeOffset told, DateTimeOffset receivedAt) =>
        told > receivedAt + MostEarly || told < receivedAt - MostLate ? receivedAt : told;

    // What is delivered late was not heard when it happened.
    private void Hear(TerminalEvent happened, DateTimeOffset receivedAt)
    {
        var at = Believed(happened.SentAt ?? happened.OccurredAt, receivedAt);
        At(happened.TerminalId, Start(at)).Heard |= at - Start(at) < Half ? 1 : 2;
    }

    private HourFact Of(TerminalEvent happened, DateTimeOffset receivedAt) => At(happened.TerminalId, Start(When(happened, receivedAt)));

    private HourFact At(string terminal, DateTimeOffset hour)
    {
        if (!facts.TryGetValue((terminal, hour), out var fact))
            facts[(terminal, hour)] = fact = new HourFact(terminal, hour);
        return fact;
    }
}
