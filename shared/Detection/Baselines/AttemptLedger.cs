using FleetWatch.Contracts;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// What was tried where: by the counters of heartbeats, by approvals and failures told one by one, or supposed. The retries of a failure that
/// counts are no attempts of their own: otherwise they would seem to have passed.
/// </summary>
internal sealed class AttemptLedger(FleetMap fleet, PresenceWatch presences, FailureRates rates, ActivityHistory history, Exposures exposures)
{
    /// <summary>Refusals for want of funds without an approval in between, of one terminal and of all: with one in forty 64,000 and a hundred million times rarer than not.</summary>
    private const int DeclinesOfOne = 3;
    private const int DeclinesOfAll = 5;

    /// <summary>What is told of so much later was supposed, where nothing was told at its time.</summary>
    private static readonly long Late = TimeSpan.FromHours(2).Ticks;
    private readonly UncountedTraffic _uncounted = new();
    private readonly DoubtedCounters _doubted = new(exposures);
    private readonly UntoldFailures _untold = new();
    private readonly List<(int Terminal, long Span)> _unheard = [];

    /// <summary>Refusals for want of funds since the last approval, where approvals are told.</summary>
    private int _declined;

    /// <summary>Failures that were counted and not told of, beyond what is usual, 0 to 1.</summary>
    public double FailuresMissed => _untold.Share;

    /// <summary>A heartbeat.</summary>
    /// <param name="beat">It.</param>
    /// <param name="terminal">Whose.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="since">How long after the last one.</param>
    /// <param name="wasSupposed">What was tried since then was supposed already.</param>
    public void Beat(TerminalHeartbeat beat, int terminal, long now, long since, bool wasSupposed)
    {
        ref var presence = ref presences[terminal];
        var failures = presence.TakeFailures();
        var told = beat.Attempts is { } counts && _doubted.Believes(beat, terminal, failures, since, ref presence) ? counts : (int?)null;
        presence.BeatsCount = told is not null;
        presence.HourApprovals += beat.Approvals ?? 0;
        presence.HourBeats = (ushort)Math.Min(ushort.MaxValue, presence.HourBeats + 1);
        var late = presence.Owed;
        presence.Owed = 0;
        int tried;
        if (told is { } attempts)
        {
            presence.HourAttempts += attempts;
            tried = presence.WithoutRetries(attempts, beat.Approvals ?? 0);
            var failed = beat.Approvals is { } passed ? Math.Max(0, tried - passed) : 0;
            presence.Owed = (byte)Math.Clamp(failed - failures, 0, byte.MaxValue);
            if (failed + late > 0)
                _untold.Counted(fleet.Seat(terminal).SiteOrSelf, failed, late);
            _uncounted.Counted(tried, presence.Declines, since, fleet.Terminals);
        }
        else
        {
            tried = presences.Beatless.Tells(presence) ? 0 : _uncounted.Supposing(terminal, presence.Declines, presence.Interval, fleet.Terminals);
            presence.HourAttempts += tried;
        }
        // Heartbeats that were kept and come together count one interval, unless they come late.
        var isSame = told is not null && since < presence.Interval * AlikeGaps.Shortest && !presence.CameLate;
        presence.LastAttempts = Capped(tried + (isSame ? presence.LastAttempts : 0));
        if (presence.BeatsCount || !presences.Beatless.Tells(presence))
            presence.Declines = 0;
        Add(terminal, CountedAt(presence, now), wasSupposed ? 0 : tried - presence.Owed);
        if (late > 0)
            Add(terminal, CountedAt(presence, now - presence.Interval), late);
        history.Add(terminal, now, 0, 1);
        exposures.Add(terminal, 0, 1);
    }

    /// <summary>Time has passed: supposes what the terminals try that live and send no heartbeats. It is no fact of any hour.</summary>
    public void Turn(long now)
    {
        _untold.Turn(now);
        _unheard.Clear();
        presences.Beatless.Find(now, _unheard);
        foreach (var (terminal, span) in _unheard)
        {
            ref var presence = ref presences[terminal];
            presence.LastAttempts = Capped(_uncounted.Supposing(terminal, presence.Declines, span, fleet.Terminals));
            presence.Declines = 0;
            Add(terminal, now - (span / 2), presence.LastAttempts);
        }
    }

    /// <summary>An approval. One that comes hours late while none were told counts no more: what passed then was supposed.</summary>
    public void Approved(int terminal, long at, long now)
    {
        ref var presence = ref presences[terminal];
        presence.HourAttempts++;
        presence.HourApprovals++;
        var isLate = now - at > Late;
        if (presences.Beatless.ApprovalsAway && isLate)
            return;
        (_declined, presences.Beatless.ApprovalsAway) = (0, false);
        presence.ApprovalsTold = true;
        if (!presence.BeatsCount)
            (presence.Declines, presence.LastSign) = (0, Math.Max(presence.LastSign, at));
        if (!isLate)
            _uncounted.Told(1, 0);
        Add(terminal, now, 1);
    }

    /// <summary>
    /// A refusal for want of funds, which comes in proportion to what is tried, about one in forty. Many in a row without any approval show that approvals are not
    /// told any more: of one terminal, or of all.
    /// </summary>
    public void Declined(int terminal)
    {
        ref var presence = ref presences[terminal];
        presence.Decline();
        if (!presence.ApprovalsTold || presence.BeatsCount)
            return;
        if (!presences.Beatless.ApprovalsAway)
            _uncounted.Told(1, 1);
        _declined = Math.Min(DeclinesOfAll, _declined + 1);
        presences.Beatless.ApprovalsAway |= _declined == DeclinesOfAll;
        presence.ApprovalsTold = presence.Declines < DeclinesOfOne;
    }

    /// <summary>
    /// A failure that counts. Where approvals are told one by one, it is what no counter will tell; where a heartbeat has counted it, it is an attempt from now on:
    /// until then it would seem to have passed.
    /// </summary>
    public void Failed(int terminal, long at, long now)
    {
        ref var presence = ref presences[terminal];
        if (!presence.BeatsCount)
        {
            if (presence.IsDoubted && at > presence.LastBeat)
                presence.Failed();
            if (!presences.Beatless.Tells(presence))
                return;
            presence.HourAttempts++;
            Add(terminal, now, 1);
        }
        else if (at > presence.LastBeat)
        {
            presence.Failed();
        }
        else if (presence.Owed > 0)
        {
            presence.Owed--;
            Add(terminal, at, 1);
        }
    }

    /// <summary>One more try of a card whose failure was counted. What a heartbeat has told of already is taken back.</summary>
    public void Retried(int terminal, long at)
    {
        ref var presence = ref presences[terminal];
        if (!presence.BeatsCount)
            return;
        if (at > presence.LastBeat)
            presence.Retried();
        else if (presence.Owed > 0)
            presence.Owed--;
        else
            Add(terminal, CountedAt(presence, presence.LastBeat), -1);
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_declined);
        _uncounted.Write(target);
        _doubted.Write(target);
        _untold.Write(target);
    }

    public void Read(BinaryReader source)
    {
        _declined = source.ReadInt32();
        _uncounted.Read(source);
        _doubted.Read(source);
        _untold.Read(source);
    }

    // What a heartbeat counts was tried since the one before: half an interval ago on average.
    private static long CountedAt(in TerminalPresence presence, long beat) => beat - (presence.Interval / 2);

    private static ushort Capped(int count) => (ushort)Math.Min(ushort.MaxValue, count);

    private void Add(int terminal, long at, int attempts)
    {
        rates.Attempts(terminal, attempts, at);
        history.Add(terminal, at, attempts, 0);
        exposures.Add(terminal, attempts, 0);
    }
}
