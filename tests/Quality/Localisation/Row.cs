using System.Globalization;

namespace FleetWatch.Quality.Localisation;

/// <summary>One line of the data: a minute of one leaf.</summary>
internal sealed record Row(long Minute, string[] Values, double Failures, double Attempts)
{
    public string Key => string.Join('\u001f', Values);

    public static Row Of(string[] cells, string[] header, string[] dimensions, string file)
    {
        if (cells.Length != header.Length)
            throw new InvalidDataException($"{file}: a row of {cells.Length} cells under a header of {header.Length}.");
        return new Row((long)Number("min"), [.. dimensions.Select(dimension => cells[Array.IndexOf(header, dimension)])], Number("value"), Number("cnt"));

        double Number(string column) => double.Parse(cells[Array.IndexOf(header, column)], CultureInfo.InvariantCulture);
    }
}
