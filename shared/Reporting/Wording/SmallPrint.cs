using FleetWatch.Reporting.Weekly;

namespace FleetWatch.Reporting.Wording;

/// <summary>How the figures were counted.</summary>
internal static class SmallPrint
{
    public static IEnumerable<Block> Blocks(Parts parts)
    {
        if (!parts.Report.HasData)
            yield break;
        yield return new Heading(parts.Words.Say("heading.method"));
        foreach (var name in new[] { "method.availability", "method.customers", "method.change", "method.causes" })
            yield return new Paragraph(parts.Words.Say(name), Tone.Note);
        foreach (var (caveat, name) in new[] { (Caveat.Hours, "method.hours"), (Caveat.Zone, "method.zone") })
            if (parts.Report.Caveats.Contains(caveat))
                yield return new Paragraph(parts.Words.Say(name), Tone.Note);
    }
}
