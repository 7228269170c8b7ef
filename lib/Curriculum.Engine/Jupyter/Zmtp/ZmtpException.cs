namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>A peer broke ZeroMQ's wire protocol; its connection is closed, the socket lives on.</summary>
/// <param name="message">What was expected and what came.</param>
public sealed class ZmtpException(string message) : IOException(message);
