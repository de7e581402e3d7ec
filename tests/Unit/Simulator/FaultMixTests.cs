using System.Text.RegularExpressions;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Simulate;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class FaultMixTests
{
    [Fact]
    public void There_is_a_fault_for_every_cause()
    {
        var causes = typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(causes.Order(), FaultList.All.Select(one => one.Fault.Cause).Order());
    }

    [Fact]
    public void A_list_says_which_and_how_many()
    {
        var mix = FaultMix.Parse("power:2, issuer-outage");

        Assert.Equal([("power", 2), ("issuer-outage", 1)], mix.Wanted!.Select(one => (one.Fault.Cause, one.Count)));
    }

    [Theory]
    [InlineData("gremlins", "gremlins")]
    [InlineData("power:many", "power:many")]
    [InlineData("power:1:2", "power:1:2")]
    public void A_wrong_list_is_refused_by_name(string text, string named)
    {
        var refused = Assert.Throws<UnusableInputException>(() => FaultMix.Parse(text));

        Assert.Matches(Regex.Escape(named), refused.Message);
    }
}
