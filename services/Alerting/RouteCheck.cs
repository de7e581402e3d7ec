using FleetWatch.Alerting.Channels;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting;

/// <summary>Finds everything that is wrong with routes and recipients, all at once, before the first page would fail on it.</summary>
internal sealed class RouteCheck(IEnumerable<IChannel> channels) : IValidateOptions<IncidentSettings>
{
    private static readonly string[] Languages = ["en", "zh-Hans"];
    private static readonly HashSet<string> KnownCauses = [.. typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!)]; // All are constants.

    public ValidateOptionsResult Validate(string? name, IncidentSettings options)
    {
        var errors = options.Routes.SelectMany((route, n) => Check(route, $"{AlertingSetup.IncidentsSection}:Routes:{n}"))
            .Concat(options.LastResort.SelectMany((recipient, n) => Check(recipient, $"{AlertingSetup.IncidentsSection}:LastResort:{n}")))
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Check(PageRoute route, string at)
    {
        foreach (var cause in route.Causes.Where(cause => !KnownCauses.Contains(cause)))
            yield return $"{at}:Causes: {cause} is no known cause.";
        foreach (var label in route.Labels.Keys.Where(label => !Place.LabelNames.Contains(label)))
            yield return $"{at}:Labels: {label} is none of {string.Join(", ", Place.LabelNames)}.";
        if (route.Audiences.Contains(Audience.Unknown))
            yield return $"{at}:Audiences: unknown is nobody.";
        if (route.Recipients.Count == 0)
            yield return $"{at}:Recipients: there are none; whoever matches would be told to nobody.";
        foreach (var error in route.Recipients.SelectMany((recipient, n) => Check(recipient, $"{at}:Recipients:{n}")))
            yield return error;
    }

    private string? Check(string name, string address, string at) =>
        channels.FirstOrDefault(channel => channel.Name == name) is not { } channel
            ? $"{at}:Channel: {name} is none of {string.Join(", ", channels.Select(known => known.Name))}."
            : channel.Refuse(address) is { } reason ? $"{at}:Address: {address} {reason}." : null;

    private IEnumerable<string> Check(Recipient recipient, string at)
    {
        var ways = recipient.Fallbacks.Select((way, n) => (way.Channel, way.Address, At: $"{at}:Fallbacks:{n}"));
        foreach (var error in ways.Prepend((recipient.Channel, recipient.Address, At: at)).Select(way => Check(way.Channel, way.Address, way.At)).OfType<string>())
            yield return error;
        if (!Languages.Contains(recipient.Language))
            yield return $"{at}:Language: {recipient.Language} is none of {string.Join(", ", Languages)}.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(recipient.TimeZone, out _))
            yield return $"{at}:TimeZone: {recipient.TimeZone} is no known time zone.";
    }
}
