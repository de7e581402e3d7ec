using System.Runtime.InteropServices;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// Failures that heartbeats have counted and of which nobody has told when the next heartbeat came: what brings failures is broken, or a part of it. Some fleets never tell of all (a sale that
/// the customer broke off is counted, too); what is beyond that share is missed. One site may have a dead line, and tells of it once that is mended: the worst site does not count.
/// </summary>
internal sealed class UntoldFailures
{
    /// <summary>Counted failures that are looked back at, where an hour has fewer, and of them so many beside those of the worst site.</summary>
    private const double Kept = 100;
    private const double Enough = 50;

    /// <summary>Counted failures after which it is known what is usual.</summary>
    private const double Known = 200;

    /// <summary>While more is missed than this, it counts a tenth towards what is usual: days may pass until somebody mends it.</summary>
    private const double Doubted = 0.1;
    private const double Negligible = 0.05;
    private static readonly long Lately = TimeSpan.TicksPerHour;
    private static readonly long Usually = 7 * TimeSpan.TicksPerDay;
    private readonly Dictionary<int, double> _ofSite = [];
    private Tally _lately;
    private Tally _usually;
    private Tally _new;
    private long _turned;

    /// <summary>The share of them that is missed lately beyond the usual one, 0 to 1; 0 while too few were counted.</summary>
    public double Share { get; private set; }

    /// <summary>A heartbeat that counts.</summary>
    /// <param name="site">Of the terminal.</param>
    /// <param name="counted">Failures since the heartbeat before, retries apart.</param>
    /// <param name="untold">Failures that the one before had counted, and that were never told.</param>
    public void Counted(int site, int counted, int untold)
    {
        _new = new Tally(_new.Counted + counted, _new.Untold + untold);
        if (untold > 0)
            CollectionsMarshal.GetValueRefOrAddDefault(_ofSite, site, out _) += untold;
    }

    /// <summary>Time has passed, and what is old counts less.</summary>
    public void Turn(long now)
    {
        var passed = _turned == 0 ? 0 : now - _turned;
        _turned = now;
        var kept = _lately.Left(passed, Lately, Kept);
        _lately = _lately.Plus(_new, kept, 1);
        _usually = _usually.Plus(_new, _usually.Left(passed, Usually, Known), Share > Doubted ? 0.1 : 1);
        _new = default;
        var worst = 0.0;
        foreach (var (site, untold) in _ofSite)
        {
            worst = Math.Max(worst, untold);
            if (untold * kept < Negligible)
                _ofSite.Remove(site);
            else
                _ofSite[site] = untold * kept;
        }
        Share = Beyond(new Tally(_lately.Counted - worst, _lately.Untold - worst));
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_turned);
        target.Write(Share);
        foreach (var tally in (Tally[])[_lately, _usually, _new])
        {
            target.Write(tally.Counted);
            target.Write(tally.Untold);
        }
        target.Write(_ofSite.Count);
        foreach (var (site, untold) in _ofSite.OrderBy(one => one.Key))
        {
            target.Write(site);
            target.Write(untold);
        }
    }

    public void Read(BinaryReader source)
    {
        (_turned, Share) = (source.ReadInt64(), source.ReadDouble());
        (_lately, _usually, _new) = (Tally.Read(source), Tally.Read(source), Tally.Read(source));
        for (var left = source.ReadInt32(); left > 0; left--)
            _ofSite[source.ReadInt32()] = source.ReadDouble();
    }

    private double Beyond(Tally lately) =>
        _usually.Counted < Known || lately.Counted < Enough ? 0 : Math.Clamp((lately.Share - _usually.Share) / Math.Max(1 - _usually.Share, 1e-9), 0, 1);

    private readonly record struct Tally(double Counted, double Untold)
    {
        public double Share => Counted <= 0 ? 0 : Math.Clamp(Untold / Counted, 0, 1);

        public static Tally Read(BinaryReader source) => new(source.ReadDouble(), source.ReadDouble());

        /// <summary>What is left of it after a time, 0 to 1: not less than so many counted ones.</summary>
        public double Left(long passed, long span, double enough) => Math.Min(1, Math.Max(Math.Exp(-passed / (double)span), enough / Math.Max(Counted, 1)));

        public Tally Plus(Tally other, double kept, double weight) => new((Counted * kept) + (weight * other.Counted), (Untold * kept) + (weight * other.Untold));
    }
}
