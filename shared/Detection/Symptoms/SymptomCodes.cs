using FleetWatch.Contracts;

namespace FleetWatch.Detection.Symptoms;

/// <summary>The code by which a symptom is told: the commonest one that shows it.</summary>
internal static class SymptomCodes
{
    private static readonly string[] Codes =
    [
        "other", "no-signal", "connect-timeout", "response-timeout", "mag-read-error", "chip-read-error", "contactless-read-error", "pinpad-error",
        "software-error", "14", "14", "30", "57", "15", "40", "62", "05", "55", "75", "12", "61", "13", "65", "51", "54", "03", "58", "91", "96", "68",
        "90", "92", "34", "97", "99", "41", "77", "14", SymptomCount.Silence,
    ];

    public static string Of(Symptom symptom) => Codes[(int)symptom];
}
