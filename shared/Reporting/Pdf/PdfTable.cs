using FleetWatch.Reporting.Wording;
using PdfSharp.Drawing;

namespace FleetWatch.Reporting.Pdf;

/// <summary>Draws a table row by row; its head is drawn again on every page that it goes on to.</summary>
internal sealed class PdfTable(PageFlow flow, Script text, Script head)
{
    private const double Pad = 3;

    public void Draw(Table table, XBrush ink, XBrush grey, XBrush accent, XPen line)
    {
        var whole = table.Columns.Sum(column => column.Share);
        var widths = table.Columns.Select(column => flow.Width * column.Share / whole).ToArray();
        IReadOnlyList<Cell> titles = [.. table.Columns.Select(column => new Cell(column.Title))];
        Row(table, titles, widths, head, grey, grey, line, null);
        foreach (var row in table.Rows)
            Row(table, row, widths, text, ink, accent, line, () => Row(table, titles, widths, head, grey, grey, line, null));
        flow.Skip(6);
    }

    private void Row(Table table, IReadOnlyList<Cell> row, double[] widths, Script script, XBrush ink, XBrush link, XPen line, Action? again)
    {
        var lines = row.Select((cell, at) => script.Wrap(flow.Graphics, cell.Text, widths[at] - (2 * Pad)).ToList()).ToList();
        var height = (Math.Max(1, lines.Max(one => one.Count)) * script.LineHeight) + (2 * Pad);
        if (flow.Need(height))
            again?.Invoke();
        var left = PageFlow.Margin;
        for (var at = 0; at < row.Count; at++)
        {
            for (var number = 0; number < lines[at].Count; number++)
            {
                var width = script.Width(flow.Graphics, lines[at][number]);
                var begin = table.Columns[at].Number ? left + widths[at] - Pad - width : left + Pad;
                script.Draw(flow.Graphics, lines[at][number], begin, flow.Top + Pad + (number * script.LineHeight), row[at].Link is null ? ink : link);
                flow.Link(row[at].Link, begin, flow.Top + Pad + (number * script.LineHeight), width, script.LineHeight);
            }
            left += widths[at];
        }
        flow.Graphics.DrawLine(line, PageFlow.Margin, flow.Top + height, PageFlow.Margin + flow.Width, flow.Top + height);
        flow.Skip(height);
    }
}
