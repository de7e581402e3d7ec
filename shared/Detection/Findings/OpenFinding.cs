using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Findings;

/// <summary>A finding as the detector keeps it: open, or ended not long ago, so that what comes late still has a home.</summary>
internal sealed class OpenFinding
{
    private const int MostCards = 2000;

    /// <summary>A strength found at the moment of alarm is found too large, because large is what alarms.</summary>
    private const double Cautious = 0.5;

    /// <summary>Share of the failures that makes two causes look alike.</summary>
    private const double Alike = 0.8;

    public required int Number { get; init; }
    public required string FindingId { get; init; }
    public required long OpenedAt { get; init; }
    public int Signature { get; set; }
    public int Group { get; set; }
    public int Issuer { get; set; }

    /// <summary>Further issuers whose cards it strikes as well, where it strikes one at all.</summary>
    public SortedSet<int> MoreIssuers { get; init; } = [];
    public long StartedAt { get; set; }

    /// <summary>When it last failed in a way that what had passed since does not outweigh: an everyday failure now and then proves nothing.</summary>
    public long LastProof { get; set; }

    /// <summary>The share of attempts that it is taken to make fail, as cautiously as its end is judged by, as of the last proof: what passes afterwards does not weaken it.</summary>
    public double Lasting { get; set; }
    public long? EndedAt { get; set; }
    public double Strength { get; set; }
    public double Expected { get; set; }
    public double Attempts { get; set; }

    /// <summary>Heartbeats that came since it was named, where its cause would have stopped them.</summary>
    public double Beats { get; private set; }
    public double Confidence { get; set; }

    /// <summary>Evidence, in nats, that it is over.</summary>
    public double Recovery { get; set; }

    /// <summary>Attempts of its scope when last looked at.</summary>
    public double AttemptsSeen { get; private set; }

    /// <summary>Heartbeats of its scope then, likewise.</summary>
    public double BeatsSeen { get; private set; }
    public int Failures { get; set; }

    /// <summary>Failures when it was last told about.</summary>
    public int Told { get; set; }
    public int[] Symptoms { get; init; } = new int[SymptomTable.Count];
    public HashSet<ulong> Cards { get; init; } = [];
    public SortedSet<int> Terminals { get; init; } = [];

    /// <summary>The next best explanation when it was opened or named anew; -1: none.</summary>
    public int RunnerUp { get; set; } = -1;
    public int RunnerUpGroup { get; set; } = -1;

    public CauseSignature Cause => CauseList.All[Signature];
    public bool IsOpen => EndedAt is null;

    /// <summary>Whether cards of this issuer (-1: of an unknown one) are struck, as far as the issuer goes.</summary>
    public bool Strikes(int issuer) => Issuer < 0 || (issuer >= 0 && (issuer == Issuer || MoreIssuers.Contains(issuer) || issuer == Group));

    /// <summary>The same trouble of the same place, with the cards of one more issuer.</summary>
    public bool IsSameOfAnotherIssuer(Hypothesis other) =>
        IsOpen && Issuer >= 0 && other.Issuer >= 0 && Signature == other.Signature && Group == other.Group;

    /// <summary>Nearly all of it is what another cause shows as well.</summary>
    public bool LooksLike(CauseSignature other)
    {
        var shown = 0;
        for (var symptom = 0; symptom < SymptomTable.Count; symptom++)
            shown += other.Shown((Symptom)symptom) ? Symptoms[symptom] : 0;
        return shown >= Failures * Alike;
    }

    public void Count(in Observation one)
    {
        Failures++;
        Symptoms[(int)one.Symptom]++;
        if (one.Card != 0 && Cards.Count < MostCards)
            Cards.Add(one.Card);
        Terminals.Add(one.Terminal);
    }

    /// <summary>It failed again: that speaks against its end by as much as it is likelier while it lasts.</summary>
    public void Fails(in Observation one)
    {
        Recovery = Math.Max(0, Recovery - Math.Max(0, SuspectParts.Weight(Cause, one, Lasting)));
        if (Recovery == 0)
            Prove(one.At);
    }

    public void Prove(long at)
    {
        LastProof = Math.Max(LastProof, at);
        Lasting = Math.Clamp(Cautious * Math.Min(Strength, Failures / Math.Max(1, Attempts + Beats)), 0.002, 0.95);
    }

    /// <summary>Takes over the picture of the hypothesis that explains it now; the counts are collected anew.</summary>
    public void Become(Hypothesis picture)
    {
        (Signature, Group, Issuer, StartedAt) = (picture.Signature, picture.Group, picture.Issuer, picture.StartedAt);
        (Strength, Expected, Attempts, Beats, Recovery, Failures) = (picture.Strength, picture.Expected, picture.Attempts, 0, 0, 0);
        Array.Clear(Symptoms);
        Cards.Clear();
        Terminals.Clear();
        MoreIssuers.Clear();
    }

    /// <summary>Looks at what was tried in its scope, and at the heartbeats that came where its cause would stop them.</summary>
    /// <param name="exposures">Of every group since the feed began.</param>
    /// <param name="share">Of that, what it could strike; 0 where it begins to be looked at.</param>
    /// <returns>How many of both there were since the last look.</returns>
    public double Look(Exposures exposures, double share)
    {
        var (attempts, beats) = (exposures.Of(Group), Cause.CountsBeats ? exposures.Beats(Group) : 0);
        var (tried, beaten) = (Math.Max(0, attempts - AttemptsSeen) * share, Math.Max(0, beats - BeatsSeen) * share);
        (AttemptsSeen, BeatsSeen) = (attempts, beats);
        (Attempts, Beats) = (Attempts + tried, Beats + beaten);
        return tried + beaten;
    }

    public void Write(BinaryWriter target)
    {
        target.Write(Number);
        target.Write(FindingId);
        foreach (var ticks in (long[])[OpenedAt, StartedAt, LastProof, EndedAt ?? 0])
            target.Write(ticks);
        foreach (var number in (int[])[Signature, Group, Issuer, Failures, Told, RunnerUp, RunnerUpGroup, .. Symptoms])
            target.Write(number);
        foreach (var real in (double[])[Strength, Expected, Attempts, Beats, Confidence, Recovery, AttemptsSeen, BeatsSeen, Lasting])
            target.Write(real);
        target.Write(Cards.Count);
        foreach (var card in Cards.Order())
            target.Write(card);
        target.Write(Terminals.Count);
        foreach (var terminal in Terminals)
            target.Write(terminal);
        target.Write(MoreIssuers.Count);
        foreach (var issuer in MoreIssuers)
            target.Write(issuer);
    }

    public static OpenFinding Read(BinaryReader source)
    {
        var (number, id, opened) = (source.ReadInt32(), source.ReadString(), source.ReadInt64());
        var finding = new OpenFinding
        {
            Number = number,
            FindingId = id,
            OpenedAt = opened,
            StartedAt = source.ReadInt64(),
            LastProof = source.ReadInt64(),
            EndedAt = source.ReadInt64() is var ended and not 0 ? ended : null,
            Signature = source.ReadInt32(),
            Group = source.ReadInt32(),
            Issuer = source.ReadInt32(),
            Failures = source.ReadInt32(),
            Told = source.ReadInt32(),
            RunnerUp = source.ReadInt32(),
            RunnerUpGroup = source.ReadInt32(),
        };
        for (var symptom = 0; symptom < SymptomTable.Count; symptom++)
            finding.Symptoms[symptom] = source.ReadInt32();
        (finding.Strength, finding.Expected, finding.Attempts, finding.Beats) = (source.ReadDouble(), source.ReadDouble(), source.ReadDouble(), source.ReadDouble());
        (finding.Confidence, finding.Recovery) = (source.ReadDouble(), source.ReadDouble());
        (finding.AttemptsSeen, finding.BeatsSeen, finding.Lasting) = (source.ReadDouble(), source.ReadDouble(), source.ReadDouble());
        for (var left = source.ReadInt32(); left > 0; left--)
            finding.Cards.Add(source.ReadUInt64());
        for (var left = source.ReadInt32(); left > 0; left--)
            finding.Terminals.Add(source.ReadInt32());
        for (var left = source.ReadInt32(); left > 0; left--)
            finding.MoreIssuers.Add(source.ReadInt32());
        return finding;
    }
}
