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
    }
}
