namespace Curriculum.Lessons.Questions;

/// <summary>How many parameters (or steps, or products) there are: a number, or the network itself, whose parameters are then counted.</summary>
internal sealed record CountQuestion : NumberQuestion;
