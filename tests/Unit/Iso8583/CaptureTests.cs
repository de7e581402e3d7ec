using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using FleetWatch.Simulator.Captures;
using FleetWatch.Unit.Simulator;
using PacketDotNet;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class CaptureTests
{
    private static readonly FrameFormat Format = new(FrameLength.TwoBytes);
    private static readonly byte[] Message = new MessageWriter(ReadyTables.Load(ReadyTables.Iso87Ascii)).Write(Sale.Request());
    private readonly List<string> _faults = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Messages_are_found_across_packets_with_the_time_at_which_the_last_byte_came(bool next)
    {
        var framed = Framed(Message, Message);
        var half = framed.Length / 2 + 7;
        var file = File(next, (1, 1000, true, []), (2, 1001, false, framed[..half]), (4, 1001 + (uint)half, false, framed[half..]), (5, 1001, false, framed[..half]));

        var found = new CapturedMessages(Format, _faults.Add).Packets(file, "capture").ToList();

        Assert.Equal([Message, Message], found.Select(one => one.Bytes));
        Assert.Equal([2, 4], found.Select(one => one.At!.Value.ToUnixTimeSeconds() - 1_794_000_000));
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_lost_packet_costs_the_messages_in_it_and_no_others()
    {
        var framed = Framed(Message);
        var file = File(false, (1, 1000, true, []), (2, 1001 + (uint)framed.Length, false, framed));

        var found = new CapturedMessages(Format, _faults.Add).Packets(file, "capture").ToList();

        Assert.Equal([Message], found.Select(one => one.Bytes));
        Assert.Single(_faults);
    }

    [Fact]
    public void A_length_that_cannot_be_right_ends_that_connection_only()
    {
        var bad = File(false, (1, 1000, true, []), (2, 1001, false, [0xFF, 0xFF, 1]), (3, 1004, false, Framed(Message)));

        Assert.Empty(new CapturedMessages(Format, _faults.Add).Packets(bad, "capture"));

        Assert.Contains("TooLong", Assert.Single(_faults));
    }

    [Fact]
    public void Hexadecimal_has_a_message_a_line_and_names_the_line_that_has_none()
    {
        using var file = new MemoryStream("3031\n\n30 32\nzz\n303\n"u8.ToArray());

        var found = new CapturedMessages(Format, _faults.Add).Hexadecimal(file).ToList();

        Assert.Equal([("1", "01"), ("3", "02")], found.Select(one => (one.Place, System.Text.Encoding.ASCII.GetString(one.Bytes))));
        Assert.Equal(["4", "5"], _faults.Select(fault => fault.Split(':')[0]));
    }

    [Fact]
    public async Task Messages_without_times_make_the_same_events_whenever_they_are_imported()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("fleetwatch-").FullName, "taken.hex");
        await System.IO.File.WriteAllTextAsync(path, Convert.ToHexString(new MessageWriter(ReadyTables.Load(ReadyTables.Iso87Ascii)).Write(new MessageDraft { Mti = "0800", [41] = "T0000069" })));
        System.IO.File.SetLastWriteTimeUtc(path, new DateTime(2026, 11, 5, 2, 58, 29, DateTimeKind.Utc));

        // Nobody listens there; the events are made before anybody is called.
        await CommandRun.OfAsync("import", path, "--to", "http://127.0.0.1:1");

        Assert.Contains("2026-11-05T02:58:29+00:00", await System.IO.File.ReadAllTextAsync(path + ".events.ndjson"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true); // It was made above.
    }

    [Fact]
    public void Frames_follow_each_other_and_the_one_that_breaks_off_is_told()
    {
        using var file = new MemoryStream([.. Framed(Message, [], Message), 0, 9, 1]);

        var found = new CapturedMessages(Format, _faults.Add).Frames(file).ToList();

        Assert.Equal(["1", "3"], found.Select(one => one.Place));
        Assert.Single(_faults);
    }

    internal static byte[] Framed(params byte[][] messages)
    {
        var target = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
            Format.Write(message, target);
        return target.WrittenSpan.ToArray();
    }

    /// <summary>A capture with these segments of one connection, as pcap or pcapng.</summary>
    internal static MemoryStream File(bool next, params (int Second, uint Sequence, bool Syn, byte[] Payload)[] segments)
    {
        var file = new MemoryStream();
        file.Write(Convert.FromHexString(next
            ? "0A0D0D0A" + "1C000000" + "4D3C2B1A" + "01000000" + "FFFFFFFFFFFFFFFF" + "1C000000" + "01000000" + "14000000" + "01000000" + "00000000" + "14000000"
            : "D4C3B2A1" + "02000400" + "00000000" + "00000000" + "FFFF0000" + "01000000"));
        Span<byte> head = stackalloc byte[28];
        foreach (var (second, sequence, syn, payload) in segments)
        {
            var packet = Packet(sequence, syn, payload);
            var padded = (packet.Length + 3) / 4 * 4;
            if (next)
            {
                var at = (1_794_000_000L + second) * 1_000_000;
                Numbers(head, 6, (uint)(32 + padded), 0, (uint)(at >> 32), (uint)at, (uint)packet.Length, (uint)packet.Length);
                file.Write(head);
                file.Write(packet);
                file.Write(new byte[padded - packet.Length]);
                Numbers(head, (uint)(32 + padded));
                file.Write(head[..4]);
                continue;
            }
            Numbers(head, (uint)(1_794_000_000 + second), 0, (uint)packet.Length, (uint)packet.Length);
            file.Write(head[..16]);
            file.Write(packet);
        }
        file.Position = 0;
        return file;
    }

    private static void Numbers(Span<byte> target, params ReadOnlySpan<uint> numbers)
    {
        for (var at = 0; at < numbers.Length; at++)
            BinaryPrimitives.WriteUInt32LittleEndian(target[(4 * at)..], numbers[at]);
    }

    private static byte[] Packet(uint sequence, bool syn, byte[] payload)
    {
        var ethernet = new EthernetPacket(new System.Net.NetworkInformation.PhysicalAddress(new byte[6]), new System.Net.NetworkInformation.PhysicalAddress(new byte[6]), EthernetType.IPv4);
        var ip = new IPv4Packet(IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"));
        var tcp = new TcpPacket(40000, 5000) { SequenceNumber = sequence, Synchronize = syn, PayloadData = payload };
        ip.PayloadPacket = tcp;
        ethernet.PayloadPacket = ip;
        ip.UpdateIPChecksum();
        return ethernet.Bytes;
    }
}
