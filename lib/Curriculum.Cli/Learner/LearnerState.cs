using Curriculum.Cli.Course;
using Curriculum.Lessons.Progress;

namespace Curriculum.Cli.Learner;

/// <summary>The learner's state, as commands read and write it; what there is to tell about its file is told.</summary>
internal static class LearnerState
{
    /// <summary>Reads it.</summary>
    /// <exception cref="CliException">A newer version of the course wrote it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LearnerProgress Read(CliHost host) => Told(host, File(host.Repository).Read);

    /// <summary>Writes down that a hint was taken; a checkout in which nobody has begun yet stays as it is.</summary>
    /// <exception cref="CliException">A newer version of the course wrote it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static LearnerProgress Hinted(CliHost host, string id) =>
        Directory.Exists(host.Repository.Work) ? Told(host, () => File(host.Repository).Update(p => p.Hinted(id, DateTime.UtcNow))) : LearnerProgress.Empty.Hinted(id, DateTime.UtcNow);

    private static ProgressFile File(Repository repository) => new(Path.Combine(repository.Work, ProgressFile.Name));

    private static LearnerProgress Told(CliHost host, Func<(LearnerProgress Progress, Lessons.Questions.Bilingual? Notice)> use)
    {
        try
        {
            var (progress, notice) = use();
            if (notice is not null) host.Terminal.Error.WriteLine($"{notice.En}\n{notice.Ja}");
            return progress;
        }
        catch (NotSupportedException e)
        {
            throw CliException.Failed(e.Message, e);
        }
    }
}
