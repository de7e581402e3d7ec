using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;

namespace FleetWatch.Simulator.Estate;

/// <summary>A made-up fleet: the same for the same seed.</summary>
internal sealed class EstatePlan
{
    public const string Wired = "wired";
    private const double SiteTail = 1.3;
    private const double ChainTail = 1.0;
    private const int LargestSite = 60;
    private const int LargestChain = 80;
    private const double OtherCarrierAtSite = 0.12;
    private const double Unregistered = 0.003;

    private static readonly (string Carrier, double Weight)[] Carriers = [("cmcc", 45), (Wired, 30), ("telecom", 18), ("unicom", 7)];
    private readonly Dice _dice;
    private readonly List<SimTerminal> _terminals = [];

    private EstatePlan(long seed) => _dice = Dice.For(seed, (long)Draws.Estate);

    public IReadOnlyList<SimTerminal> Terminals => _terminals;

    /// <summary>The registry: what <c>fleet.csv</c> holds.</summary>
    public IEnumerable<TerminalRecord> Registry => _terminals.Where(terminal => terminal.Registered).Select(terminal => terminal.Record);

    /// <param name="seed">What repeats it.</param>
    /// <param name="terminals">How many registered ones.</param>
    /// <param name="withoutCounters">Share of terminals whose heartbeats carry no counters.</param>
    public static EstatePlan Make(long seed, int terminals, double withoutCounters = 0)
    {
        var plan = new EstatePlan(seed);
        var regions = Region.All.Take(Math.Clamp(terminals / 60, 4, Region.All.Count)).ToList();
        var unregistered = Math.Max(1, (int)(terminals * Unregistered));
        for (int site = 0, merchant = 0; plan._terminals.Count < terminals; merchant++)
        {
            var trade = plan._dice.Weighted([.. Trade.All.Select(one => (one, one.Weight))]);
            var model = plan._dice.Weighted([.. TerminalModel.All.Select(one => (one, one.Weight))]);
            var chain = Math.Min(plan._dice.Pareto(ChainTail), Math.Min(LargestChain, terminals / 12.0));
            for (var of = 0; of < chain && plan._terminals.Count < terminals; of++, site++)
                plan.AddSite(new SitePlan(site, merchant, trade, model, regions), terminals, withoutCounters);
        }
        plan.LeaveOut(unregistered);
        return plan;
    }

    private void AddSite(SitePlan site, int terminals, double withoutCounters)
    {
        var region = _dice.Weighted([.. site.Regions.Select(one => (one, one.Weight))]);
        var carrier = _dice.Weighted(Carriers);
        var size = Math.Min((int)_dice.Pareto(SiteTail), Math.Min(LargestSite, Math.Max(2, terminals / 10)));
        var busy = _dice.LogNormal(0.6);
        var quality = _dice.LogNormal(0.25);
        var (latitude, longitude) = (region.Latitude + _dice.Between(-0.4, 0.4), region.Longitude + _dice.Between(-0.4, 0.4));
        for (var of = 0; of < size && _terminals.Count < terminals; of++)
        {
            var model = _dice.Chance(0.75) ? site.Model : _dice.Pick(TerminalModel.All);
            var own = _dice.Chance(OtherCarrierAtSite) ? _dice.Weighted(Carriers) : carrier;
            _terminals.Add(Terminal(site, region, model, busy, quality, withoutCounters) with
            {
                Record = Row(site, region, model, own, Math.Round(latitude, 4), Math.Round(longitude, 4)),
            });
        }
    }

    private SimTerminal Terminal(SitePlan site, Region region, TerminalModel model, double busy, double quality, double withoutCounters) => new()
    {
        Index = _terminals.Count,
        Record = new TerminalRecord { TerminalId = "" },
        Registered = true,
        Site = site.Site,
        RegionIndex = site.Regions.IndexOf(region),
        Region = region,
        Zone = TimeZoneInfo.FindSystemTimeZoneById(region.TimeZone),
        Trade = site.Trade,
        Model = model,
        DailyCustomers = 45 * busy * _dice.LogNormal(0.7),
        ReadFactor = quality * _dice.LogNormal(0.4) * (_dice.Chance(0.03) ? 4 : 1),
        NetworkFactor = quality * _dice.LogNormal(0.5) * (_dice.Chance(0.03) ? 4 : 1),
        SwipeShare = _dice.Between(0.06, 0.24),
        ClockOffset = _dice.Chance(0.03) ? TimeSpan.FromSeconds(_dice.Between(-1400, 1800)) : TimeSpan.Zero,
        HeartbeatPhase = TimeSpan.FromSeconds(_dice.Below(900)),
        OffAtNight = !site.Trade.NeverCloses && _dice.Chance(0.2),
        Counts = !_dice.Chance(withoutCounters),
        SignalDbm = -(int)_dice.Between(62, 92),
    };

    private TerminalRecord Row(SitePlan site, Region region, TerminalModel model, string carrier, double latitude, double longitude) => new()
    {
        TerminalId = Name('T', _terminals.Count, 6),
        MerchantId = Name('M', site.Merchant, 5),
        SiteId = Name('S', site.Site, 5),
        SiteName = $"Site {site.Site:D5} {region.Name}",
        Model = model.Name,
        SoftwareVersion = _dice.Weighted([.. model.Versions.Zip(TerminalModel.Spread)]),
        LatestVersion = model.Latest,
        Carrier = carrier,
        Region = region.Name,
        Mcc = site.Trade.Mcc,
        Latitude = latitude,
        Longitude = longitude,
        TimeZone = region.TimeZone,
    };

    // They sit at sites that are known, like a spare that somebody plugged in.
    private void LeaveOut(int count)
    {
        for (var of = 0; of < count; of++)
        {
            var like = _terminals[_dice.Below(_terminals.Count)];
            _terminals.Add(like with
            {
                Index = _terminals.Count,
                Record = like.Record with { TerminalId = Name('T', _terminals.Count, 6) },
                Registered = false,
                HeartbeatPhase = TimeSpan.FromSeconds(_dice.Below(900)),
            });
        }
    }

    private static string Name(char kind, int number, int digits) =>
        kind + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    private sealed record SitePlan(int Site, int Merchant, Trade Trade, TerminalModel Model, List<Region> Regions);
}
