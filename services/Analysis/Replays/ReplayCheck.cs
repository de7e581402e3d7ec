using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Replays;

/// <summary>Whether a replay can be asked for like this. Pure.</summary>
internal static class ReplayCheck
{
    private const int LongestId = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(62);

    public static IReadOnlyList<FieldError> Refuse(StartReplay asked, DateTimeOffset now)
    {
        List<FieldError> errors = [];
        if (asked.RequestId.Length is 0 or > LongestId)
            errors.Add(new FieldError("requestId", $"1 to {LongestId} characters."));
        if (asked.From >= now)
            errors.Add(new FieldError("from", "In the past."));
        if (asked.To <= asked.From)
            errors.Add(new FieldError("to", "Later than from."));
        else if (asked.To - asked.From > Longest)
            errors.Add(new FieldError("to", $"At most {Longest.TotalDays:0} days after from."));
        return errors;
    }
}
