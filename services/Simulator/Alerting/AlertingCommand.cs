using System.CommandLine;
using FleetWatch.Rulebook;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Posting;

namespace FleetWatch.Simulator.Alerting;

/// <summary><c>fleetwatch alerting</c>: whom to tell of what, as one file.</summary>
internal static class AlertingCommand
{
    public static Command Create(Screen screen) => new("alerting", Texts.Of("alerting")) { Check(screen), Apply(screen), Ratings(screen) };

    private static Command Check(Screen screen)
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.Of("alerting-file") };
        var command = new Command("check", Texts.Of("alerting-check")) { file };
        command.SetAction(given =>
        {
            Read(screen, given.GetRequiredValue(file));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Apply(Screen screen)
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.Of("alerting-file") };
        var alerting = IngestOptions.Address("--alerting", Texts.Of("alerting-address"), required: true);
        var key = new Option<string>("--key") { Description = Texts.Of("alerting-key"), Required = true };
        var yes = new Option<bool>("--yes") { Description = Texts.Of("alerting-yes") };
        var command = new Command("apply", Texts.Of("alerting-apply")) { file, alerting, key, yes };
        command.SetAction(async (given, ct) =>
        {
            var yaml = Read(screen, given.GetRequiredValue(file));
            using var desk = new ConfigurationClient(given.GetRequiredValue(alerting), given.GetRequiredValue(key));
            return await ApplyAsync(screen, desk, yaml, given.GetValue(yes), ct);
        });
        return command;
    }

    internal static async Task<int> ApplyAsync(Screen screen, ConfigurationClient desk, string yaml, bool sure, CancellationToken ct)
    {
        var (before, tag) = await desk.Read(ct);
        var changes = LineDiff.Of(before, yaml);
        if (changes.Count == 0)
        {
            screen.Say(Texts.Of("alerting-same"));
            return ExitCode.Done;
        }
        foreach (var line in changes)
            screen.Say(line);
        if (!sure && !(screen.Moves && Agrees(screen)))
        {
            screen.Fail(Texts.Of("alerting-not-applied"));
            return ExitCode.Done;
        }
        screen.Say(Texts.Of("alerting-applied", await desk.Replace(yaml, tag, ct)));
        return ExitCode.Done;
    }

    private static Command Ratings(Screen screen)
    {
        var alerting = IngestOptions.Address("--alerting", Texts.Of("alerting-address"), required: true);
        var key = new Option<string>("--key") { Description = Texts.Of("alerting-key"), Required = true };
        var days = new Option<int>("--days") { Description = Texts.Of("alerting-days"), DefaultValueFactory = _ => 28 };
        var command = new Command("ratings", Texts.Of("alerting-ratings")) { alerting, key, days };
        command.SetAction(async (given, ct) =>
        {
            using var desk = new ConfigurationClient(given.GetRequiredValue(alerting), given.GetRequiredValue(key));
            return await RatingsAsync(screen, desk, given.GetValue(days), ct);
        });
        return command;
    }

    internal static async Task<int> RatingsAsync(Screen screen, ConfigurationClient desk, int days, CancellationToken ct)
    {
        var (rated, advice) = await desk.Advice(days, ct);
        if (advice.Count == 0)
            screen.Say(Texts.Of("alerting-no-advice", rated, days));
        foreach (var (text, setting) in advice)
        {
            screen.Say(text);
            if (setting is not null)
                screen.Say($"    {setting}");
        }
        return ExitCode.Done;
    }

    private static bool Agrees(Screen screen)
    {
        screen.Out.Profile.Out.Writer.Write(Texts.Of("alerting-ask"));
        return System.Console.ReadLine()?.Trim() == "yes";
    }

    /// <exception cref="UnusableInputException">Something is wrong with it; the message says everything.</exception>
    private static string Read(Screen screen, FileInfo file)
    {
        var yaml = File.ReadAllText(file.FullName);
        var (configuration, errors) = ConfigurationFile.Read(yaml);
        if (configuration is null)
            throw new UnusableInputException(string.Join('\n', errors.Select(error => $"{file.Name}:{error}")));
        var plan = configuration.Plan;
        screen.Say(Texts.Of("alerting-good", file.Name, plan.People.Count, plan.Schedules.Count, plan.Policies.Count, configuration.Routes.Count, plan.Windows.Count));
        return yaml;
    }
}
