namespace Curriculum.Engine.Execution;

/// <summary>Something that a running cell showed, in the order in which it happened. <see cref="OutputCollector"/> turns events into stored outputs.</summary>
public abstract record OutputEvent;
