using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Findings;

/// <summary>Takes heartbeats that are missed to whoever thinks about them, each as likely as it is in these minutes without any trouble of its own.</summary>
internal sealed class SilenceWatch(FleetMap fleet, PresenceWatch presences, FindingBook book, Diagnosis diagnosis)
{
    /// <summary>Missed in a row, a terminal is told to be silent.</summary>
    private const int Silent = 3;
    private readonly List<(int Terminal, int Missed)> _overdue = [];

    /// <param name="now">In ticks.</param>
    /// <param name="before">When it was done last.</param>
    public void Sweep(long now, long before)
    {
        _overdue.Clear();
        presences.Sweep(now, before, _overdue);
        foreach (var (terminal, missed) in _overdue)
        {
            if (book.Explaining(Silence(terminal, missed, rate: 1)) is null)
                presences.Elsewhere.Missed(fleet.LookOf(terminal).Index, missed);
        }
        presences.Elsewhere.Turn();
        foreach (var (terminal, missed) in _overdue)
            Missed(terminal, missed, now);
    }

    private void Missed(int terminal, int missed, long now)
    {
        ref var presence = ref presences[terminal];
        if (presence.LivesUnheard)
            return;
        if (missed >= Silent && !presence.Silent)
        {
            presence.Silent = true;
            diagnosis.Facts.Add(new TerminalWentSilent
            {
                TerminalId = fleet.Seat(terminal).TerminalId,
                At = new(now, TimeSpan.Zero),
                LastHeardAt = new(presence.LastSign, TimeSpan.Zero),
            });
        }
        var rate = Math.Max(presence.LossRate, presences.Elsewhere.RateFor(fleet.LookOf(terminal), missed));
        if (diagnosis.Take(Silence(terminal, missed, rate), now))
            presences[terminal].Lose();
    }

    private Observation Silence(int terminal, int missed, double rate)
    {
        ref var presence = ref presences[terminal];
        return new Observation(presence.LastHeard + (presence.Interval * missed), terminal, -1, Symptom.Silence, 0, rate, 0);
    }
}
