namespace FleetWatch.Rulebook;

/// <summary>What changes from one text to another, line by line: the longest common subsequence stays.</summary>
public static class LineDiff
{
    /// <summary>Lines before and after a change that are shown with it.</summary>
    private const int Context = 2;

    /// <returns>Lines that begin with <c>-</c>, <c>+</c> or a blank; changes far apart have a line <c>…</c> between them; empty: nothing changes.</returns>
    public static IReadOnlyList<string> Of(string before, string after)
    {
        var all = Marked(Lines(before), Lines(after));
        var changed = Enumerable.Range(0, all.Count).Where(n => all[n][0] != ' ').ToList();
        var shown = new List<string>();
        var last = -1;
        for (var n = 0; n < all.Count; n++)
        {
            var next = changed.BinarySearch(n);
            next = next >= 0 ? next : ~next;
            var near = next < changed.Count && changed[next] - n <= Context || next > 0 && n - changed[next - 1] <= Context;
            if (!near)
                continue;
            if (n > last + 1 && shown.Count > 0)
                shown.Add("…");
            shown.Add(all[n]);
            last = n;
        }
        return shown;
    }

    private static List<string> Marked(string[] before, string[] after)
    {
        var common = Common(before, after);
        var lines = new List<string>();
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                lines.Add($"  {before[i++]}");
                j++;
            }
            else if (j == after.Length || i < before.Length && common[i + 1, j] >= common[i, j + 1])
                lines.Add($"- {before[i++]}");
            else
                lines.Add($"+ {after[j++]}");
        }
        return lines;
    }

    /// <summary>Lengths of the longest common subsequences of what remains from each pair of lines on.</summary>
    private static int[,] Common(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
