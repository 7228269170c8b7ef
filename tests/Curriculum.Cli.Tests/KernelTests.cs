using System.Text.Json.Nodes;
using Curriculum.Tests.Shared;

namespace Curriculum.Cli.Tests;

public class KernelTests
{
    [Fact]
    public async Task Install_list_doctor_and_uninstall_agree()
    {
        using var course = new TemporaryCourse();
        var program = course.Write("Curriculum.Cli.dll", "");
        Assert.Contains("Jupyter finds no C# kernel", (await CommandRun.Of(course, "kernel", "list")).Out);

        Assert.Equal(0, (await CommandRun.Of(course, "kernel", "install")).ExitCode);

        foreach (var name in (string[])["curriculum-csharp", ".net-csharp"])
        {
            var spec = JsonNode.Parse(File.ReadAllText(course.Path($"jupyter/kernels/{name}/kernel.json")))!;
            Assert.Equal([program, "kernel", "run", "{connection_file}"], spec["argv"]!.AsArray().Skip(1).Select(part => (string?)part));
            Assert.True(File.Exists((string?)spec["argv"]![0]), "the dotnet host");
            Assert.Equal("message", (string?)spec["interrupt_mode"]);
            Assert.Matches($"{name} +.*this course's", (await CommandRun.Of(course, "kernel", "list")).Out);
        }

        Assert.Matches("ok +kernel +curriculum-csharp", (await CommandRun.Of(course, "doctor")).Out);
        File.Delete(program);
        Assert.Matches("MISSING +kernel .*which is gone", (await CommandRun.Of(course, "doctor")).Out);
        Assert.Contains("broken", (await CommandRun.Of(course, "kernel", "list")).Out);

        await CommandRun.Of(course, "kernel", "uninstall");

        Assert.Empty(Directory.EnumerateFileSystemEntries(course.Path("jupyter/kernels")));
        Assert.Contains("nothing to remove", (await CommandRun.Of(course, "kernel", "uninstall")).Out);
    }

    [Theory]
    [InlineData("""{"argv": ["dotnet", "interactive", "jupyter"]}""")]
    [InlineData("not json")]
    public async Task A_kernel_that_others_installed_is_kept(string foreign)
    {
        using var course = new TemporaryCourse();
        var theirs = course.Write("jupyter/kernels/.net-csharp/kernel.json", foreign);

        var run = await CommandRun.Of(course, "kernel", "install");
        await CommandRun.Of(course, "kernel", "uninstall");

        Assert.Contains("kept       .net-csharp", run.Out);
        Assert.Equal(foreign, File.ReadAllText(theirs));
    }

    [Fact]
    public async Task A_missing_connection_file_is_explained()
    {
        using var course = new TemporaryCourse();
        var run = await CommandRun.Of(course, "kernel", "run", course.Path("gone.json"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the kernel is not started by hand", run.Error);
    }

    [SkippableFact]
    public void Nbclient_runs_a_notebook_in_its_folder_and_a_cell_that_ends_the_process_says_so()
    {
        Python.Require("nbclient");
        using var course = new TemporaryCourse();
        new Kernels.KernelSpec(".net-csharp", course.Path("jupyter/kernels/.net-csharp")).Install(Path.Combine(AppContext.BaseDirectory, "Curriculum.Cli.dll"));
        course.Write("lesson/data.txt", "beside the notebook");
        var environment = new Dictionary<string, string?> { ["JUPYTER_DATA_DIR"] = course.Path("jupyter"), ["LESSON"] = course.Path("lesson"), ["TMPDIR"] = course.Create("temporary") };

        var (exit, output, error) = Python.Run("""
            import os, nbformat, nbclient
            def run(*cells):
                notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells], metadata={'kernelspec': {'name': '.net-csharp', 'display_name': 'C#'}})
                nbclient.NotebookClient(notebook, timeout=60, resources={'metadata': {'path': os.environ['LESSON']}}).execute()
                return [cell.outputs for cell in notebook.cells]
            outputs = run('var text = File.ReadAllText("data.txt");', 'text')
            assert outputs[1][0].data['text/plain'] == 'beside the notebook', outputs
            try:
                run('Console.WriteLine("bye"); Environment.Exit(3);')
            except nbclient.exceptions.DeadKernelError:
                print('dead')
            """, [], timeoutSeconds: 180, environment);

        Assert.True(exit == 0, error);
        Assert.Equal("dead\n", output);
    }
}
