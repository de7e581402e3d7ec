using System.Globalization;
using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>Writes down a fact with its values in the invariant culture.</summary>
internal static class Fact
{
    public static EvidenceFact Of(string code, params ReadOnlySpan<(string Gap, object Value)> values)
    {
        var filled = new Dictionary<string, string>();
        foreach (var (gap, value) in values)
            filled[gap] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return new EvidenceFact(code, filled);
    }
}
