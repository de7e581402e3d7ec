using System.Text;

namespace FleetWatch.Reporting.Wording;

/// <summary>A document in plain text, for readers of mail that show no HTML: what is said, without its tables.</summary>
public static class PlainText
{
    public static string Of(Document document)
    {
        var text = new StringBuilder(document.Title).Append('\n').Append(document.Subtitle).Append("\n\n");
        var (heading, said) = ("", false);
        foreach (var block in document.Blocks)
            switch (block)
            {
                case Heading next:
                    (heading, said) = (next.Text, false);
                    break;
                case Table or DayChart:
                    break;
                default:
                    // A heading whose part is a table only says nothing here.
                    if (heading.Length > 0 && !said)
                        text.Append(heading.ToUpperInvariant()).Append("\n\n");
                    said = true;
                    Add(text, block);
                    break;
            }
        return text.ToString();
    }

    private static void Add(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                text.Append(paragraph.Text).Append("\n\n");
                break;
            case Figures figures:
                foreach (var figure in figures.Items)
                    text.Append(figure.Label).Append(": ").Append(figure.Value).Append(". ").Append(figure.Detail).Append('\n');
                text.Append('\n');
                break;
            case Steps steps:
                foreach (var (step, at) in steps.Items.Select((step, at) => (step, at)))
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{at + 1}. {step.What}\n   {step.How}\n   {step.Saves}\n");
                text.Append('\n');
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
