namespace FleetWatch.Reporting.Wording;

/// <summary>A report in one reader's words: what HTML and PDF both draw, block by block.</summary>
/// <remarks>Its language is a BCP 47 tag.</remarks>
public sealed record Document(string Language, string Title, string Subtitle, IReadOnlyList<Block> Blocks);

/// <summary>One part of a document, drawn below the one before.</summary>
public abstract record Block
{
    private protected Block()
    {
    }
}

public sealed record Heading(string Text) : Block;

public sealed record Paragraph(string Text, Tone Tone = Tone.Plain) : Block;

/// <summary>The few figures that are read first.</summary>
public sealed record Figures(IReadOnlyList<Figure> Items) : Block;

public sealed record Figure(string Label, string Value, string Detail, string? Link = null);

public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

/// <summary>A column of a table; its share of the width is in any unit.</summary>
public sealed record Column(string Title, double Share, bool Number = false);

public sealed record Cell(string Text, string? Link = null);

/// <summary>Two series by day. The alternative says in words what is drawn.</summary>
public sealed record DayChart(string Title, string Alternative, IReadOnlyList<DayBar> Bars, string BarName, string GapName) : Block;

/// <summary>One day's bar, 0 to 1 of the chart's scale; null: unknown.</summary>
public sealed record DayBar(string Day, double? Share, string Value);

public sealed record Steps(IReadOnlyList<Step> Items) : Block;

/// <summary>What is to be done and where, the first thing to do, and what that saves.</summary>
public sealed record Step(string What, string How, string Saves, string? Link);

public enum Tone
{
    Plain,

    /// <summary>Small print.</summary>
    Note,

    /// <summary>Something that makes the figures less than they look.</summary>
    Warning,
}
