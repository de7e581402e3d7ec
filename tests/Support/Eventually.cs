using System.Diagnostics;
using Xunit.Sdk;

namespace FleetWatch.Support;

/// <summary>
/// Waits for something that other threads or processes bring about: polls it until it holds, and fails with what it saw last
/// once the deadline is over. The one place where tests wait.
/// </summary>
internal static class Eventually
{
    /// <summary>Long enough for a loaded machine: a test that passes never waits for it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until <paramref name="holds"/> answers true.</summary>
    public static Task True(Func<Task<bool>> holds, string what, TimeSpan? within = null) =>
        Matches(holds, held => held, what, within);

    /// <summary>Waits until <paramref name="holds"/> answers true.</summary>
    public static Task True(Func<bool> holds, string what, TimeSpan? within = null) =>
        Matches(() => Task.FromResult(holds()), held => held, what, within);

    /// <summary>Waits until what is read is as expected, and gives it back.</summary>
    public static async Task<T> Matches<T>(Func<Task<T>> read, Func<T, bool> expected, string what, TimeSpan? within = null)
    {
        var deadline = within ?? Deadline;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string seen;
            try
            {
                var value = await read();
                if (expected(value))
                    return value;
                seen = $"{value}";
            }
            // Servers that are starting, or were killed on purpose, refuse at first; the deadline tells what they said last.
            catch (Exception e) when (e is not XunitException && watch.Elapsed < deadline)
            {
                seen = $"{e.GetType().Name}: {e.Message}";
            }
            if (watch.Elapsed >= deadline)
                throw new XunitException($"Not within {deadline.TotalSeconds:0} s: {what}. Last seen: {seen}");
            await Task.Delay(Pause);
        }
    }
}
