namespace Curriculum.Engine.Jupyter.Zmtp;

/// <summary>The three kinds of socket that a Jupyter kernel binds.</summary>
internal enum ZmtpSocketType
{
    /// <summary>Asynchronous requests from several peers, each with an identity that replies are sent to.</summary>
    Router,

    /// <summary>One message to every peer that subscribed to its topic.</summary>
    Pub,

    /// <summary>Strict request and reply.</summary>
    Rep,
}
