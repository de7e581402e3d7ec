using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Posts;
using FleetWatch.Ingest.Sanitising;

namespace FleetWatch.Ingest.Registry;

/// <summary>What an import did. A row that was refused costs itself only.</summary>
internal sealed record ImportReply
{
    public required int Registered { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required int Refused { get; init; }

    /// <summary>Index counts the rows from 0; line is the file's, from 1, where the row ends.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }
}

/// <summary>
/// Imports a CSV file of terminals: rows in groups, each group one transaction. A file that breaks off has been imported up to
/// there, and importing it again changes nothing that was done.
/// </summary>
internal sealed class CsvImport(RegistryBook book, TimeProvider time, string organisation, CultureInfo language)
{
    private const int GroupRows = 500;
    private readonly Dictionary<string, TerminalRecord> _group = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<Verdict> _verdicts = [];
    private int _registered;
    private int _changed;
    private int _unchanged;
    private int _refused;
    private int _index;
    private bool _malformed;

    public ImportReply Reply => new()
    {
        Registered = _registered,
        Changed = _changed,
        Unchanged = _unchanged,
        Refused = _refused,
        Verdicts = _verdicts,
    };

    /// <exception cref="PostRefused">There is no header, or it has no terminalId, or a row is so long that the next cannot be told.</exception>
    public async Task Run(Stream body, CancellationToken ct)
    {
        await using var csv = CsvReader.Create(body, Csv.Reading(_ => _malformed = true), leaveOpen: true);
        if (!await Next(csv, ct) || Cells(csv) is not { } header || !header.Contains("terminalId"))
            throw new PostRefused(StatusCodes.Status400BadRequest, "csv-header");
        CheckHeader(header, (int)csv.LineNumber);
        while (await Next(csv, ct))
        {
            ReadRow(header, Cells(csv), (int)csv.LineNumber);
            if (_group.Count == GroupRows)
                await StoreGroup(ct);
        }
        await StoreGroup(ct);
    }

    private async Task<bool> Next(CsvReader csv, CancellationToken ct)
    {
        _malformed = false;
        try
        {
            return await csv.ReadAsync(ct);
        }
        catch (CsvFormatException)
        {
            // The exception may quote the row; it goes no further.
            throw new PostRefused(StatusCodes.Status400BadRequest, "csv-bad-row");
        }
    }

    /// <summary>Null: the row is no row.</summary>
    private string[]? Cells(CsvReader csv)
    {
        for (var cell = 0; cell < csv.FieldCount; cell++)
            _malformed |= !Utf8.IsValid(csv.GetRawSpan(cell));
        return _malformed ? null : [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
    }

    private void CheckHeader(string[] header, int line)
    {
        for (var column = 0; column < header.Length; column++)
        {
            var name = header[column];
            if (CardText.Find(Encoding.UTF8.GetBytes(name)) is var found and not CardData.None)
                throw new PostRefused(StatusCodes.Status400BadRequest, Reasons.Of(found));
            if (Array.IndexOf(header, name) < column)
                throw new PostRefused(StatusCodes.Status400BadRequest, "csv-column-twice");
            if (!TerminalForm.Columns.Any(known => known.Name == name))
                _verdicts.Add(Verdict(-1, line, name.Length <= 64 ? name : null, "csv-unknown-column"));
        }
    }

    private void ReadRow(string[] header, string[]? cells, int line)
    {
        var refusals = new List<Refusal>();
        if (cells?.Length != header.Length)
            refusals.Add(new Refusal(null, "csv-bad-row"));
        else
            ReadCells(header, cells, refusals);
        _refused += refusals.Count > 0 ? 1 : 0;
        foreach (var (field, reason) in refusals)
            _verdicts.Add(Verdict(_index, line, field, reason));
        _index++;
    }

    private void ReadCells(string[] header, string[] cells, List<Refusal> refusals)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var column = 0; column < header.Length; column++)
            row[header[column]] = Csv.Restore(cells[column]);
        foreach (var (name, cell) in row)
            if (!TerminalForm.Columns.Any(known => known.Name == name))
                CheckUnknown(name, cell, refusals);
        if (TerminalForm.Read(row, refusals) is { } terminal && refusals.Count == 0)
        {
            if (_seen.Add(terminal.TerminalId))
                _group[terminal.TerminalId] = terminal;
            else
                refusals.Add(new Refusal("terminalId", "csv-row-twice"));
        }
    }

    private static void CheckUnknown(string name, string cell, List<Refusal> refusals)
    {
        var byName = CardNames.Of(Encoding.UTF8.GetBytes(name));
        if (CardText.Find(Encoding.UTF8.GetBytes(cell)) is var found and not CardData.None)
            refusals.Add(new Refusal(name, Reasons.Of(found)));
        else if (byName is CardData.Secret or CardData.Track && cell.Length > 0)
            refusals.Add(new Refusal(name, Reasons.Of(byName)));
    }

    private async Task StoreGroup(CancellationToken ct)
    {
        if (_group.Count == 0)
            return;
        var now = time.GetUtcNow();
        var changes = await book.Change(organisation, _group.Keys, (id, current) => RegistryDecision.Put(current, _group[id], now), ct);
        var registered = changes.Count(change => change is TerminalRegistered);
        _registered += registered;
        _changed += changes.Count - registered;
        _unchanged += _group.Count - changes.Count;
        _group.Clear();
    }

    private Verdict Verdict(int index, int line, string? field, string reason) =>
        new() { Index = index, Line = line, Field = field, Reason = reason, Message = Texts.Reason(reason, language) };
}
