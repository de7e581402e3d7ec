using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection;

/// <summary>
/// Fetches what the next events will touch before they are observed: a large fleet fits no cache, and an event would wait for one place after the
/// other. Three steps, an event apart, because each reads what the one before has fetched. Guesses by fingerprint, and changes nothing.
/// </summary>
internal sealed class ReadAhead(FleetMap fleet, Repeats repeats, PresenceWatch presence, FailureRates rates, ActivityHistory history, Exposures exposures)
{
    private ulong _terminal;
    private ulong _id;
    private int _found = -1;

    public void Expect(TerminalEvent soon)
    {
        if (_found >= 0)
        {
            fleet.NameNeeded(_found);
            exposures.Needed(_found);
        }
        _found = fleet.Guess(_terminal);
        if (_found >= 0)
        {
            fleet.RowNeeded(_found);
            presence.Needed(_found);
            rates.Needed(_found);
            history.Needed(_found);
            repeats.Needed(_found, _id);
        }
        (_terminal, _id) = (Fingerprint.Of(soon.TerminalId), Fingerprint.Of(soon.Id));
        fleet.SlotNeeded(_terminal);
    }
}
