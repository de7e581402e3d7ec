using System.CommandLine;
using System.Globalization;
using FleetWatch.Contracts;

namespace FleetWatch.Load.Core;

/// <summary><c>storm</c>: what each failure of a fast, wide trouble costs the detection core, over the trouble's life.</summary>
internal static class StormRun
{
    private const int Part = 30;

    public static Command Command()
    {
        var terminals = new Option<int>("--terminals") { Description = "Size of the fleet.", DefaultValueFactory = _ => 10_000 };
        var rates = new Option<int[]>("--rates") { Description = "Failures a second.", DefaultValueFactory = _ => [10, 100, 1000], AllowMultipleArgumentsPerToken = true };
        var kinds = new Option<StormKind[]>("--kinds") { Description = "What fails.", DefaultValueFactory = _ => [StormKind.Issuer, StormKind.Carrier, StormKind.Acquirer], AllowMultipleArgumentsPerToken = true };
        var seconds = new Option<int>("--seconds") { Description = "How long, in the feed's time.", DefaultValueFactory = _ => 300 };
        var most = new Option<int>("--most") { Description = "Seconds of processor time after which a trouble is given up.", DefaultValueFactory = _ => 60 };
        var dark = new Option<bool>("--dark") { Description = "Instead: two fifths of the fleet are one site, and fall silent at once." };
        var command = new Command("storm", "A trouble that fails many times a second, through the detection core alone: needs no servers.") { terminals, rates, kinds, seconds, most, dark };
        command.SetAction(given =>
        {
            if (given.GetValue(dark))
            {
                Darken(given.GetValue(terminals));
                return;
            }
            foreach (var kind in given.GetRequiredValue(kinds))
                foreach (var rate in given.GetRequiredValue(rates))
                    Measure(given.GetValue(terminals), kind, rate, given.GetValue(seconds), TimeSpan.FromSeconds(given.GetValue(most)));
        });
        return command;
    }

    private static void Measure(int terminals, StormKind kind, int rate, int seconds, TimeSpan most)
    {
        var storm = new Storm(terminals, kind, rate);
        var costs = storm.Play(seconds, Part, most).ToList();
        Say($"{kind}, {terminals:N0} terminals, {rate:N0} failures a second: us a failure in each {Part} s: {string.Join(' ', costs.Select(cost => cost.ToString("0.0", CultureInfo.InvariantCulture)))}{(costs.Count * Part < seconds ? " (given up)" : "")}");
        foreach (var (second, news) in storm.Told.Take(8))
            Say($"  after {second} s {Told(news)}");
    }

    private static void Darken(int terminals)
    {
        var site = new DarkSite(terminals);
        var costs = site.Play(60).ToList();
        Say($"One site of two fifths of {terminals:N0} terminals falls silent: s a minute {string.Join(' ', costs.Select(cost => cost.ToString("0.00", CultureInfo.InvariantCulture)))}");
        foreach (var news in site.Told.Take(8))
            Say($"  {news.At:HH:mm} {Told(news)}");
    }

    private static string Told(FindingEvent news)
    {
        var finding = (news as FindingOpened)?.Finding ?? (news as FindingGrew)?.Finding;
        return $"{news.GetType().Name} {finding?.Cause} {finding?.Scope.Kind} {finding?.Scope.Key} {finding?.Evidence.Failures}";
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
