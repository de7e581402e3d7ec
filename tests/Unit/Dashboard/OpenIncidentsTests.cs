using FleetWatch.Contracts;
using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Fleets;
using Xunit;

namespace FleetWatch.Unit.Dashboard;

public sealed class OpenIncidentsTests
{
    private static readonly IncidentGroup[] Open =
    [
        new(Causes.Power, Audience.Merchant, "Hainan", 2),
        new(Causes.Power, Audience.FieldTechnician, "Sichuan", 3),
        new(Causes.IssuerOutage, Audience.IssuerDesk, null, 4),
        new(Causes.SiteNetwork, null, "Hainan", 1),
    ];

    [Fact]
    public void Counts_everything_for_whoever_is_not_limited_the_most_frequent_first()
    {
        var all = OpenIncidents.Of(Open, new Sight("acme", []));

        Assert.Equal(10, all.Count);
        Assert.Equal([(Causes.Power, 5), (Causes.IssuerOutage, 4), (Causes.SiteNetwork, 1)], all.ByCause);
        Assert.Equal([(Audience.IssuerDesk, 4), (Audience.FieldTechnician, 3), (Audience.Merchant, 2)], all.ByAudience);
    }

    [Fact]
    public void Counts_only_what_lies_in_the_regions_of_somebody_who_is_limited()
    {
        var own = OpenIncidents.Of(Open, new Sight("acme", ["Hainan"]));

        Assert.Equal(3, own.Count);
        Assert.Equal([(Causes.Power, 2), (Causes.SiteNetwork, 1)], own.ByCause);
    }
}
