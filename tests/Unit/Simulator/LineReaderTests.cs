using System.Text;
using CsCheck;
using FleetWatch.Simulator.Feed;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class LineReaderTests
{
    [Fact]
    public void Reads_what_was_written_whatever_the_lengths() =>
        Gen.String[Gen.Char['a', 'z'], 0, 3000].List[0, 40].Sample(lines =>
        {
            var content = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

            Assert.Equal(lines, Lines(new LineReader(new MemoryStream(content))).Select(line => line.Text));
        }, iter: 200);

    [Fact]
    public void Goes_on_where_an_earlier_reader_stopped()
    {
        var content = Encoding.UTF8.GetBytes("one\r\ntwo\nthree");
        var first = new LineReader(new MemoryStream(content));
        Assert.True(first.TryRead(out _));
        var second = new LineReader(new MemoryStream(content));

        second.Skip(first.Offset, first.Line);

        Assert.Equal([("two", 2L), ("three", 3L)], Lines(second));
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        var endless = new LineReader(new MemoryStream(new byte[LineReader.LongestLine * 2]));

        Assert.Throws<InvalidDataException>(() => endless.TryRead(out _));
    }

    private static List<(string Text, long Line)> Lines(LineReader reader)
    {
        List<(string, long)> lines = [];
        while (reader.TryRead(out var line))
            lines.Add((Encoding.UTF8.GetString(line), reader.Line));
        return lines;
    }
}
