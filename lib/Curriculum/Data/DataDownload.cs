using System.Net;
using System.Net.Http.Headers;

namespace Curriculum.Data;

/// <summary>Gets the files of a data set from their public addresses into the cache.</summary>
/// <remarks>
/// The bytes arrive in a <c>.part</c> file beside the destination and take the file's name only when their SHA-256 is right, so nothing half-written ever stands under that name.
/// An interrupted download goes on where it stopped (HTTP <c>Range</c>, RFC 9110 section 14); an address that fails, or serves other bytes, gives way to the next one.
/// </remarks>
public sealed class DataDownload
{
    private readonly DataFolder _folder;
    private readonly HttpClient _client;
    private readonly TimeSpan _patience;

    /// <summary>A download into <paramref name="folder"/>.</summary>
    /// <param name="folder">Where to look for files that are there already, and whose cache takes the new ones.</param>
    /// <param name="client">The client that fetches; by default the library's own.</param>
    /// <param name="patience">How long an address may stay silent before it is given up; by default 30 seconds.</param>
    public DataDownload(DataFolder folder, HttpClient? client = null, TimeSpan? patience = null)
    {
        _folder = folder;
        _client = client ?? SharedClient.Value;
        _patience = patience ?? TimeSpan.FromSeconds(30);
    }

    private static Lazy<HttpClient> SharedClient { get; } = new(() => new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        // The whole file may take long; silence is what is measured.
        Timeout = Timeout.InfiniteTimeSpan,
    });

    /// <summary>Makes sure that every file of the set is there, and returns their paths in the manifest's order. A file that is there already is not fetched again.</summary>
    /// <exception cref="DataFileException">A file could not be had or written; the message lists what was tried, and the cure.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled; what has arrived is kept for the next time.</exception>
    public async Task<IReadOnlyList<string>> GetAsync(DataEntry entry, IProgress<DataProgress>? progress = null, CancellationToken cancel = default)
    {
        var paths = new List<string>();
        foreach (var file in entry.Files)
        {
            if (_folder.Find(file) is { } there)
            {
                progress?.Report(new DataProgress(file, file.Bytes, null));
                paths.Add(there);
            }
            else
            {
                paths.Add(await GetFileAsync(entry, file, progress, cancel));
            }
        }
        return paths;
    }

    private async Task<string> GetFileAsync(DataEntry entry, DataFile file, IProgress<DataProgress>? progress, CancellationToken cancel)
    {
        string destination = DataFolder.PathIn(_folder.Cache ?? throw DataFileException.NoFolder(entry), file);
        using var part = PartFile.Open(entry, file, destination);
        var failures = new List<string>();
        Exception? cause = null;
        foreach (var address in file.Addresses)
        {
            try
            {
                if (await FetchAsync(part, address, progress, cancel))
                    return part.Complete();
                failures.Add($"{address}: served other bytes than expected (their SHA-256 differs)");
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                cause = e;
                failures.Add($"{address}: {(e is OperationCanceledException ? $"silent for {_patience.TotalSeconds:0.###} seconds" : e.Message)}");
            }
        }
        throw DataFileException.Unreachable(entry, file, failures, destination, cause);
    }

    // Leaves the part file whole and right (true), or empty (false: the address serves other bytes); throws with what has arrived kept when the transfer breaks off.
    private async Task<bool> FetchAsync(PartFile part, Uri address, IProgress<DataProgress>? progress, CancellationToken cancel)
    {
        while (true)
        {
            bool resumed = part.Length > 0;
            if (part.Length < part.File.Bytes)
                await TransferAsync(part, address, progress, cancel);
            if (part.IsRight())
                return true;
            part.Clear();
            // The fault may lie in what was there before: this address has one try at the whole file.
            if (!resumed)
                return false;
        }
    }

    private async Task TransferAsync(PartFile part, Uri address, IProgress<DataProgress>? progress, CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(_patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (part.Length > 0)
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        response.EnsureSuccessStatusCode();
        var range = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange : null;
        // A page of a captive portal must not cost what has arrived already.
        if ((range is null ? response.Content.Headers.ContentLength : range.Length) is { } offered && offered != part.File.Bytes)
            throw new HttpRequestException($"offers {offered:N0} bytes instead of {part.File.Bytes:N0}");
        // Only a 206 that begins where the part ends continues it; anything else is the file from its start.
        if (range?.From != part.Length)
            part.Clear();

        using var body = await response.Content.ReadAsStreamAsync(silence.Token);
        byte[] buffer = new byte[81920];
        progress?.Report(new DataProgress(part.File, part.Length, address));
        while (part.Length <= part.File.Bytes)
        {
            silence.CancelAfter(_patience);
            int count = await body.ReadAsync(buffer, silence.Token);
            if (count == 0)
                break;
            part.Append(buffer.AsSpan(0, count));
            progress?.Report(new DataProgress(part.File, Math.Min(part.Length, part.File.Bytes), address));
        }
    }
}
