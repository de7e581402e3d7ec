using System.IO.Compression;
using System.Text;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Import;
using FleetWatch.Simulator.Posting;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class ImporterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;
    private readonly FakeIngest _peer = new();

    public void Dispose()
    {
        _peer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sends_every_line_once_in_its_order(bool packed)
    {
        var path = Feed(25, packed);

        var progress = await Import(path);

        Assert.Equal(Enumerable.Range(0, 25).Select(Line), _peer.Posts.SelectMany(post => post));
        Assert.Equal([10, 10, 5], _peer.Posts.Select(post => post.Length));
        Assert.Equal((25, 0), (progress.Accepted, progress.Refused));
        Assert.False(File.Exists(ImportProgress.PathOf(path)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Goes_on_where_it_was_killed(bool packed)
    {
        var path = Feed(35, packed);
        _peer.CutAfter = 2;
        await Assert.ThrowsAsync<OperationCanceledException>(() => Import(path));
        _peer.CutAfter = int.MaxValue;

        var progress = await Import(path);

        Assert.Equal(Enumerable.Range(0, 35).Select(Line), _peer.Posts.SelectMany(post => post));
        Assert.Equal(35, progress.Accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(200)]
    public async Task A_packed_file_that_breaks_off_is_not_taken_for_whole(int missing)
    {
        var path = Feed(200, packed: true);
        using (var file = File.OpenWrite(path))
            file.SetLength(file.Length - missing);

        var broken = await Assert.ThrowsAsync<UnusableInputException>(() => Import(path));

        Assert.Contains(path, broken.Message, StringComparison.Ordinal);
        Feed(200, packed: true);
        File.Delete(ImportProgress.PathOf(path));
        Assert.Equal(200, (await Import(path)).Accepted);
    }

    [Fact]
    public async Task A_packed_file_with_a_wrong_byte_is_not_taken_for_whole()
    {
        var path = Feed(200, packed: true);
        var bytes = File.ReadAllBytes(path);
        bytes[^6] ^= 1; // of the check sum
        File.WriteAllBytes(path, bytes);

        await Assert.ThrowsAsync<UnusableInputException>(() => Import(path));
    }

    [Fact]
    public async Task Packed_files_one_behind_the_other_are_one_file()
    {
        var path = Feed(20, packed: true);
        var twenty = File.ReadAllBytes(path);
        Feed(15, packed: true);
        File.WriteAllBytes(path, [.. twenty, .. File.ReadAllBytes(path)]);

        Assert.Equal(35, (await Import(path)).Accepted);
    }

    [Fact]
    public async Task Another_file_of_the_same_name_is_not_gone_on_with()
    {
        var path = Feed(35);
        _peer.CutAfter = 2;
        await Assert.ThrowsAsync<OperationCanceledException>(() => Import(path));
        Feed(40);

        var refused = Assert.Throws<UnusableInputException>(() => new Importer(path, 10, Client()));

        Assert.Contains(".progress", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_lines_are_listed_by_number_without_what_was_in_them()
    {
        var path = Feed(25);
        _peer.Refuses = "\"e13\"";

        var progress = await Import(path);

        Assert.Equal((24, 1), (progress.Accepted, progress.Refused));
        Assert.Equal("14,occurredAt,missing,\"Is \"\"required\"\".\"\n", File.ReadAllText(path + ".rejected"));
    }

    [Fact]
    public async Task Columns_of_a_csv_become_members()
    {
        var path = Path.Combine(_folder, "events.csv");
        File.WriteAllText(path, "id,type,terminalId,latencyMs,reversal,responseCode\n1,transaction.failed,T1,900,true,05\n2,terminal.heartbeat,\"T,2\",,,\n");

        await Import(path);

        Assert.Equal(["""{"type":"transaction.failed","id":"1","terminalId":"T1","latencyMs":900,"reversal":true,"responseCode":"05"}""",
            """{"type":"terminal.heartbeat","id":"2","terminalId":"T,2"}"""], Assert.Single(_peer.Posts));
    }

    [Fact]
    public async Task A_csv_without_types_is_refused()
    {
        var path = Path.Combine(_folder, "events.csv");
        File.WriteAllText(path, "id,terminalId\n1,T1\n");

        await Assert.ThrowsAsync<UnusableInputException>(() => Import(path));
    }

    private string Feed(int lines, bool packed = false)
    {
        var path = Path.Combine(_folder, packed ? "events.ndjson.gz" : "events.ndjson");
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, lines).Select(line => Line(line) + "\n")));
        using var file = File.Create(path);
        using Stream target = packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(bytes);
        return path;
    }

    private async Task<ImportProgress> Import(string path)
    {
        var importer = new Importer(path, 10, Client());
        await importer.RunAsync(_ => { }, CancellationToken.None);
        return importer.Progress;
    }

    private IngestClient Client() => new(new Uri("http://ingest.test"), "k", TimeProvider.System, _ => { }, _peer);

    private static string Line(int number) => $$"""{"type":"terminal.heartbeat","id":"e{{number}}","terminalId":"T1"}""";
}
