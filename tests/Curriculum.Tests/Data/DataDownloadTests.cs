using System.Net;
using System.Security.Cryptography;
using Curriculum.Data;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Data;

public sealed class DataDownloadTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 2654435761L >> 13))];

    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task A_file_arrives_whole_and_its_progress_is_told()
    {
        using var server = LocalServer.Of(Bytes);
        var told = new Told();
        var path = Assert.Single(await Get(Entry(server.Address), told));
        Assert.Equal(Bytes, File.ReadAllBytes(path));
        Assert.Equal(["set/file"], _cache.Files);
        Assert.Equal((0, Bytes.Length), (told.Reports[0].Received, told.Reports[^1].Received));
        Assert.All(told.Reports, r => Assert.Equal(server.Address, r.Address));
        Assert.Equal(told.Reports.Select(r => r.Received).Order(), told.Reports.Select(r => r.Received));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_fetched_again()
    {
        using var server = LocalServer.Of(Bytes);
        var told = new Told();
        _cache.Write("set/file", Bytes);
        Assert.Equal([_cache["set/file"]], await Get(Entry(server.Address), told));
        Assert.Empty(server.Ranges);
        var report = Assert.Single(told.Reports);
        Assert.Equal((Bytes.Length, null), (report.Received, report.Address));
    }

    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        using var server = LocalServer.Of(Bytes);
        _cache.Write("set/file", Bytes[..^1]);
        await Get(Entry(server.Address));
        Assert.Equal(Bytes, File.ReadAllBytes(_cache["set/file"]));
    }

    [Fact]
    public async Task A_broken_transfer_leaves_only_a_part_file_and_the_next_one_goes_on_from_there()
    {
        using var breaking = new LocalServer((_, response) =>
        {
            response.ContentLength64 = Bytes.Length;
            response.OutputStream.Write(Bytes, 0, 50_000);
            response.OutputStream.Flush();
            response.Abort();
        });
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(breaking.Address)));
        Assert.Contains(breaking.Address.ToString(), error.Message);
        Assert.Equal(["set/file.part"], _cache.Files);
        Assert.Equal(Bytes[..50_000], File.ReadAllBytes(_cache["set/file.part"]));

        using var server = LocalServer.Of(Bytes);
        await Get(Entry(server.Address));
        Assert.Equal(["bytes=50000-"], server.Ranges);
        Assert.Equal(["set/file"], _cache.Files);
        Assert.Equal(Bytes, File.ReadAllBytes(_cache["set/file"]));
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_gives_the_whole_file()
    {
        using var server = new LocalServer((_, response) => LocalServer.Send(response, Bytes));
        _cache.Write("set/file.part", Bytes[..1000]);
        await Get(Entry(server.Address));
        Assert.Equal(["bytes=1000-"], server.Ranges);
        Assert.Equal(Bytes, File.ReadAllBytes(_cache["set/file"]));
    }

    [Fact]
    public async Task A_wrong_part_file_costs_one_more_transfer_from_the_start()
    {
        using var server = LocalServer.Of(Bytes);
        _cache.Write("set/file.part", new byte[1000]);
        await Get(Entry(server.Address));
        Assert.Equal(["bytes=1000-", null], server.Ranges);
        Assert.Equal(Bytes, File.ReadAllBytes(_cache["set/file"]));
    }

    [Fact]
    public async Task A_whole_part_file_needs_no_network()
    {
        _cache.Write("set/file.part", Bytes);
        await Get(Entry(LocalServer.Dead()));
        Assert.Equal(["set/file"], _cache.Files);
    }

    [Fact]
    public async Task A_dead_address_gives_way_to_the_next_one()
    {
        using var server = LocalServer.Of(Bytes);
        await Get(Entry(LocalServer.Dead(), server.Address));
        Assert.Equal(["set/file"], _cache.Files);
    }

    [Fact]
    public async Task A_silent_address_is_given_up()
    {
        using var silent = new LocalServer((_, _) => { });
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(silent.Address), patience: TimeSpan.FromMilliseconds(300)));
        Assert.Contains($"{silent.Address}: silent for 0.3 seconds", error.Message);
    }

    [Fact]
    public async Task An_address_with_other_bytes_is_refused_and_named()
    {
        var other = (byte[])Bytes.Clone();
        other[123_456] ^= 1;
        using var server = LocalServer.Of(other);
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(server.Address)));
        Assert.Contains($"{server.Address}: served other bytes than expected", error.Message);
        Assert.Empty(_cache.Files);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_instead_of_the_file_does_not_cost_what_has_arrived(bool chunked)
    {
        using var portal = new LocalServer((_, response) =>
        {
            if (chunked)
                response.SendChunked = true;
            else
                response.ContentLength64 = 2;
            response.OutputStream.Write("hi"u8);
            response.Close();
        });
        _cache.Write("set/file.part", Bytes[..1000]);
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(portal.Address)));
        if (chunked)
        {
            // Its length is not told, so it has to be read; it is never taken for the file.
            Assert.Contains("served other bytes", error.Message);
            return;
        }
        Assert.Contains($"{portal.Address}: offers 2 bytes instead of 200,000", error.Message);
        Assert.Equal(Bytes[..1000], File.ReadAllBytes(_cache["set/file.part"]));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using var endless = new LocalServer((_, response) =>
        {
            response.SendChunked = true;
            try
            {
                while (true)
                    response.OutputStream.Write(Bytes);
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
            {
                response.Abort();
            }
        });
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(endless.Address)));
        Assert.Contains("served other bytes", error.Message);
        Assert.Empty(_cache.Files);
    }

    [Fact]
    public async Task Offline_the_error_names_every_address_and_the_cures()
    {
        var (first, second) = (LocalServer.Dead("first"), LocalServer.Dead("second"));
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(first, second)));
        Assert.StartsWith("Data set 'set': set/file (200,000 bytes) could not be downloaded.", error.Message);
        Assert.Contains(first.ToString(), error.Message);
        Assert.Contains(second.ToString(), error.Message);
        Assert.Contains("offline", error.Message);
        Assert.Contains(_cache["set/file"], error.Message);
        Assert.Contains("$CURRICULUM_DATA", error.Message);
        Assert.IsType<HttpRequestException>(error.InnerException);
        Assert.Empty(_cache.Files);
    }

    [Fact]
    public async Task A_missing_page_is_reported_with_its_status()
    {
        using var server = new LocalServer((_, response) =>
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            response.Close();
        });
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(server.Address)));
        Assert.Contains("404", error.Message);
    }

    [Fact]
    public async Task Cancelling_keeps_what_has_arrived()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LocalServer((_, response) =>
        {
            response.ContentLength64 = Bytes.Length;
            response.OutputStream.Write(Bytes, 0, 10_000);
            response.OutputStream.Flush();
        });
        var stop = new Told { Each = report => { if (report.Received == 10_000) cancel.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Get(Entry(server.Address), stop, cancel: cancel.Token));
        Assert.Equal(["set/file.part"], _cache.Files);
        Assert.Equal(Bytes[..10_000], File.ReadAllBytes(_cache["set/file.part"]));
    }

    [Fact]
    public async Task Two_downloads_of_one_file_do_not_mix()
    {
        _cache.Write("set/file.part", []);
        using var other = new FileStream(_cache["set/file.part"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var error = await Assert.ThrowsAsync<DataFileException>(() => Get(Entry(LocalServer.Dead())));
        Assert.Contains($"cannot write {_cache["set/file.part"]}", error.Message);
        Assert.Contains("Close whatever else is downloading it", error.Message);
    }

    [Fact]
    public async Task Without_a_folder_the_error_says_which_to_set()
    {
        var download = new DataDownload(new DataFolder([], null));
        var error = await Assert.ThrowsAsync<DataFileException>(() => download.GetAsync(Entry(LocalServer.Dead())));
        Assert.Contains("set $CURRICULUM_DATA to a folder of your choice", error.Message);
    }

    private static DataEntry Entry(params Uri[] addresses) =>
        new("set", "a set", "none", "a test", [new DataFile("set/file", Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)), addresses)]);

    private Task<IReadOnlyList<string>> Get(DataEntry entry, Told? told = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        new DataDownload(new DataFolder([], _cache.Path), patience: patience).GetAsync(entry, told, cancel);

    /// <summary>Collects reports as they come (<see cref="Progress{T}"/> would post them elsewhere, later).</summary>
    private sealed class Told : IProgress<DataProgress>
    {
        public List<DataProgress> Reports { get; } = [];

        public Action<DataProgress>? Each { get; init; }

        public void Report(DataProgress value)
        {
            Reports.Add(value);
            Each?.Invoke(value);
        }
    }
}
