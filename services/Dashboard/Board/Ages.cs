using FleetWatch.Explaining;

namespace FleetWatch.Dashboard.Board;

/// <summary>How long something has been, in the largest unit that fits.</summary>
internal static class Ages
{
    public static string Say(TimeSpan age, Words words) => age switch
    {
        { TotalSeconds: < 60 } => words.Say("age.seconds", ("count", (int)age.TotalSeconds)),
        { TotalMinutes: < 60 } => words.Say("age.minutes", ("count", (int)age.TotalMinutes)),
        { TotalHours: < 48 } => words.Say("age.hours", ("count", (int)age.TotalHours)),
        _ => words.Say("age.days", ("count", (int)age.TotalDays)),
    };
}
