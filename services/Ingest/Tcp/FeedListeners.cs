using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Sending;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Privacy;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FleetWatch.Ingest.Tcp;

/// <summary>The listeners as the settings want them, in the order of their names.</summary>
internal sealed partial class FeedListeners : IDisposable
{
    private readonly List<CardTokens> _tokens = [];

    public FeedListeners(IOptions<FeedSettings> settings, IOptions<EventLimits> limits, SiteZones zones, FleetSender sender, TimeProvider time,
        FeedMetrics metrics, ILoggerFactory logs, ILogger<FeedListeners> log)
    {
        var key = settings.Value.CardTokenKey is { } text ? Convert.FromBase64String(text) : null;
        foreach (var (name, options) in settings.Value.Listeners.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            // One for each feed, because they are not for several threads at once; the same card has the same token everywhere.
            CardTokens? tokens = key is null ? null : new CardTokens(key);
            if (tokens is null)
                LogNoKey(log, name);
            else
                _tokens.Add(tokens);
            var otherwise = DateTimeZoneProviders.Tzdb[options.TimeZone];
            var exchanges = new ExchangeFeed(tokens, terminal => zones.Of(options.Organisation, terminal, otherwise), options.Exchanges());
            var feed = new Feed(name, options, exchanges, sender, limits.Value.BatchEvents, time, metrics, logs.CreateLogger<Feed>());
            metrics.Watch(feed);
            var table = FeedTables.Load(options.Table);
            All.Add(new FeedListener(feed, options, options.Tpdu is { } tpdu ? table.WithTpdu(tpdu) : table, time, metrics, logs.CreateLogger<FeedListener>()));
        }
    }

    public List<FeedListener> All { get; } = [];

    public void Dispose() => _tokens.ForEach(tokens => tokens.Dispose());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Feed} has no Feeds:CardTokenKey: its events tell no card from another")]
    private static partial void LogNoKey(ILogger log, string feed);
}
