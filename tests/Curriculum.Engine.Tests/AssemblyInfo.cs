// Cells change the console, the working directory and the environment, which belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
