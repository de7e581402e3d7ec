using System.ComponentModel.DataAnnotations;

namespace FleetWatch.Alerting.Deliveries;

internal sealed record DeliverySettings
{
    public const string Section = "Alerting:Delivery";

    /// <summary>The wait after the first failure; each further one doubles it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstRetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after its decision a page that fails is given up; then a person may send it again.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Beyond the timeout of an attempt: how long a page stays with an instance that died before another takes it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LeaseMargin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is looked for what is due, besides at every decision.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the gauges are brought up to date.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CountEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many messages are handed over at the same time.</summary>
    [Range(1, 64)]
    public int AtOnce { get; init; } = 16;
}
