// A running notebook has the process's console and working directory to itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
