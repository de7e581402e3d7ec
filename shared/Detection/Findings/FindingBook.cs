using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Findings;

/// <summary>The findings that are open, and those that ended within two days.</summary>
internal sealed class FindingBook(FleetMap fleet)
{
    private static readonly long Kept = TimeSpan.FromDays(2).Ticks;
    private static readonly long LateAfterEnd = TimeSpan.FromMinutes(30).Ticks;

    /// <summary>As far back as observations are kept.</summary>
    private static readonly long PartsBeganWithin = TimeSpan.FromHours(47).Ticks;

    private static readonly long Nightly = TimeSpan.FromHours(18).Ticks;
    private static readonly long SameHour = TimeSpan.FromHours(2).Ticks;

    /// <summary>How many times as much a failure of another kind must let a new name explain.</summary>
    private const double More = 1.1;

    /// <summary>How much earlier than the whole a part may have begun, as far as is known.</summary>
    public static long PartsBeganTogether { get; } = TimeSpan.FromHours(1).Ticks;

    private readonly List<OpenFinding> _all = [];
    private readonly Dictionary<int, List<OpenFinding>> _at = [];
    private int _last;

    public IReadOnlyList<OpenFinding> All => _all;

    public int NextNumber() => ++_last;

    public void Add(OpenFinding finding) => _all.Add(finding);

    /// <summary>Findings are looked up by their scope: one has come, gone, or moved to another scope.</summary>
    public void Moved()
    {
        _at.Clear();
        foreach (var finding in _all)
        {
            if (!_at.TryGetValue(finding.Group, out var there))
                _at[finding.Group] = there = [];
            there.Add(finding);
        }
    }

    /// <summary>The oldest finding that explains this observation already, if one does.</summary>
    public OpenFinding? Explaining(in Observation one)
    {
        if (_all.Count == 0)
            return null;
        var oldest = one.Issuer >= 0 ? Explaining(one, one.Issuer) : null;
        foreach (var group in fleet.Seat(one.Terminal).Groups)
        {
            if (Explaining(one, group) is { } finding && (oldest is null || finding.Number < oldest.Number))
                oldest = finding;
        }
        return oldest;
    }

    private OpenFinding? Explaining(in Observation one, int group)
    {
        if (!_at.TryGetValue(group, out var there))
            return null;
        foreach (var finding in there)
        {
            if (finding.EndedAt is { } ended && (one.At > ended + LateAfterEnd || one.At < finding.StartedAt - LateAfterEnd))
                continue;
            var shown = one.Symptom == Symptom.Silence ? finding.Cause.Beats != BeatEffect.None : finding.Cause.Shown(one.Symptom);
            if (shown && finding.Strikes(one.Issuer))
                return finding;
        }
        return null;
    }

    /// <summary>Whether what a finding explains may be explained anew by a wider or a better named one.</summary>
    public bool MayAbsorb(int number, CauseSignature cause, int group, long now)
    {
        foreach (var finding in _all)
        {
            if (finding.Number == number)
                return Absorbs(finding, cause, group, now);
        }
        return false;
    }

    /// <summary>Whether a finding is young enough to be a part of a whole that began then.</summary>
    public bool BeganWith(int number, long whole) => _all.Exists(finding => finding.Number == number && BeganWith(finding, whole));

    /// <summary>The open findings that a new one is the whole of, the oldest first.</summary>
    public List<OpenFinding> PartsOf(Hypothesis whole, long now) =>
        [.. _all.Where(finding => Absorbs(finding, whole.Cause, whole.Group, now)
            && BeganWith(finding, whole.StartedAt)).OrderBy(finding => finding.Number)];

    /// <summary>Whether what is open at the very place explains more than this would: one failure of another kind gives it no other name.</summary>
    public bool ExplainsMore(Hypothesis other, long now) => PartsOf(other, now).Exists(part => part.Group == other.Group && part.Failures * More >= other.Failures);

    /// <summary>Whether a trouble of the same family was at the same place at about this hour on one of the nights before.</summary>
    public bool CameBefore(CauseFamily family, int group, long at) => _all.Exists(finding => finding.Group == group && finding.Cause.Family == family
        && at - finding.StartedAt is var since && since >= Nightly && Math.Abs(since - (Math.Round(since / (double)TimeSpan.TicksPerDay) * TimeSpan.TicksPerDay)) <= SameHour);

    public void Forget(long now)
    {
        if (_all.RemoveAll(finding => finding.EndedAt < now - Kept) > 0)
            Moved();
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_last);
        target.Write(_all.Count);
        foreach (var finding in _all)
            finding.Write(target);
    }

    public void Read(BinaryReader source)
    {
        _last = source.ReadInt32();
        for (var left = source.ReadInt32(); left > 0; left--)
            _all.Add(OpenFinding.Read(source));
        Moved();
    }

    private static bool BeganWith(OpenFinding part, long whole) => part.StartedAt >= whole - PartsBeganTogether;

    private bool Absorbs(OpenFinding part, CauseSignature cause, int group, long now) =>
        part.IsOpen && (part.Cause.Family == cause.Family || ((cause.IsEverywhere || part.Group == group) && part.LooksLike(cause)))
        && part.OpenedAt >= now - PartsBeganWithin && fleet.Contains(group, part.Group);
}
