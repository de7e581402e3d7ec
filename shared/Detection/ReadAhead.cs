using FleetWatch.Contracts;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection;

/// <summary>
/// Fetches what the next events will touch before they are observed: a large fleet fits no cache, and an event would wait for one place after the
/// other. Three steps, an event apart, because each reads what the one before has fetched. Guesses by fingerprint, and changes nothing; the
/// fingerprints are at hand when the event comes.
/// </summary>
internal sealed class ReadAhead(FleetMap fleet, Repeats repeats, PresenceWatch presence, ActivityHistory history, Exposures exposures)
{
    private const int Most = 8;
    private readonly Expected[] _expected = new Expected[Most];
    private int _last;
    private int _next;

    public void Expect(TerminalEvent soon)
    {
        ref readonly var third = ref At(_last - 1);
        if (third.Event is not null && third.Found >= 0)
        {
            fleet.NameNeeded(third.Found);
            exposures.Needed(third.Found);
        }
        ref var second = ref At(_last);
        if (second.Event is not null && (second.Found = fleet.Guess(second.Prints.Terminal)) >= 0)
        {
            fleet.RowNeeded(second.Found);
            presence.Needed(second.Found);
            history.Needed(second.Found);
            repeats.Needed(second.Found, second.Prints.Id);
        }
        ref var first = ref At(++_last);
        (first.Event, first.Prints, first.Found) = (soon, PrintsOf(soon), -1);
        fleet.SlotNeeded(first.Prints.Terminal);
    }

    /// <summary>The terminal of an event that has come, and the fingerprint of its id: as a rule it is the one that was expected after the one before.</summary>
    public (int Terminal, ulong Id) Of(TerminalEvent here)
    {
        for (var ahead = 1; ahead <= Most; ahead++)
        {
            ref readonly var one = ref At(_next + ahead);
            if (!ReferenceEquals(one.Event, here))
                continue;
            _next += ahead;
            return (fleet.Of(here.TerminalId, one.Prints.Terminal, one.Found), one.Prints.Id);
        }
        var (terminal, id) = PrintsOf(here);
        return (fleet.Of(here.TerminalId, terminal, guess: -1), id);
    }

    private static (ulong Terminal, ulong Id) PrintsOf(TerminalEvent one) => (Fingerprint.Of(one.TerminalId), Fingerprint.Of(one.Id));

    private ref Expected At(int number) => ref _expected[number & (Most - 1)];

    private struct Expected
    {
        public TerminalEvent? Event;
        public (ulong Terminal, ulong Id) Prints;

        /// <summary>The terminal, as likely as not; -1: not looked for yet, or none.</summary>
        public int Found;
    }
}
