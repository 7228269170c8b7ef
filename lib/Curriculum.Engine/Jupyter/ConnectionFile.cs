using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curriculum.Engine.Jupyter;

/// <summary>What a client writes for the kernel that it starts: address, five ports, and the key that messages are signed with.</summary>
/// <remarks>Source: Jupyter client documentation, "Connection files".</remarks>
public sealed record ConnectionFile
{
    /// <summary>Only <c>tcp</c> is served.</summary>
    [JsonPropertyName("transport")]
    public string Transport { get; init; } = "tcp";

    /// <summary>The address that the kernel must bind: the loopback interface.</summary>
    [JsonPropertyName("ip")]
    public string Ip { get; init; } = "127.0.0.1";

    /// <summary>Requests: execute, complete, …</summary>
    [JsonPropertyName("shell_port")]
    public int ShellPort { get; init; }

    /// <summary>Outputs, sent to every client.</summary>
    [JsonPropertyName("iopub_port")]
    public int IopubPort { get; init; }

    /// <summary>Questions to the user; this kernel asks none.</summary>
    [JsonPropertyName("stdin_port")]
    public int StdinPort { get; init; }

    /// <summary>Requests that must not wait behind a running cell: interrupt, shutdown.</summary>
    [JsonPropertyName("control_port")]
    public int ControlPort { get; init; }

    /// <summary>Heartbeat.</summary>
    [JsonPropertyName("hb_port")]
    public int HeartbeatPort { get; init; }

    /// <summary><c>hmac-sha256</c>.</summary>
    [JsonPropertyName("signature_scheme")]
    public string SignatureScheme { get; init; } = "hmac-sha256";

    /// <summary>The key of the signatures; empty turns signing off.</summary>
    [JsonPropertyName("key")]
    public string Key { get; init; } = "";

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="KernelStartException">The file is missing, is no JSON, or asks for what this kernel does not serve.</exception>
    public static ConnectionFile Read(string path)
    {
        ConnectionFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new KernelStartException($"Kernel: cannot read the connection file {path}: {e.Message} A Jupyter client writes it and passes its path; the kernel is not started by hand.", e);
        }

        if (file is not { Transport: "tcp", SignatureScheme: "hmac-sha256" })
            throw new KernelStartException($"Kernel: the connection file must ask for transport tcp and signature scheme hmac-sha256, got {file?.Transport} and {file?.SignatureScheme}.");
        if (file.Ip is not ("127.0.0.1" or "localhost"))
            throw new KernelStartException($"Kernel: it listens on 127.0.0.1 only, because whoever reaches it can run code here; the connection file asks for {file.Ip}.");

        return file;
    }
}
