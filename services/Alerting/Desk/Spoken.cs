using System.Globalization;
using FleetWatch.Alerting.Pages;

namespace FleetWatch.Alerting.Desk;

/// <summary>What is said to whoever asks, in the language of the request (<see cref="CultureInfo.CurrentUICulture"/>): nothing that is kept.</summary>
internal static class Spoken
{
    public static string Of(string name, params ReadOnlySpan<(string Gap, object Value)> values) =>
        PageWords.For(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "zh-Hans" : "en", "Etc/UTC").Say($"said.{name}", values);
}
