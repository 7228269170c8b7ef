using System.Collections.Concurrent;

namespace ILGPU.Runtime;

/// <summary>Lets the threads of a group run one after the other, each up to the next barrier.</summary>
/// <remarks>A barrier that a kernel lacks is seen every time: the first thread goes on before the others have written what it reads.</remarks>
internal sealed class Turns(int threads)
{
    private static readonly ConcurrentBag<Member> Idle = [];

    private readonly Member[] _members = [.. Enumerable.Range(0, threads).Select(_ => Idle.TryTake(out var member) ? member : new())];
    private readonly TaskCompletionSource _done = new();
    private readonly List<Exception> _failures = [];
    private int _ended, _left;

    /// <summary>Each thread's part in each group, one group after the other.</summary>
    public void Run(int groups, Action<int, int> part)
    {
        for (int i = 0; i < _members.Length; i++)
        {
            int thread = i;
            _members[i].Work = () => Run(groups, part, thread);
        }

        _members[0].Turn.Set();
        _done.Task.Wait();
        Array.ForEach(_members, Idle.Add);
        if (_failures.Count > 0)
            throw new AggregateException(_failures);
    }

    /// <summary>The others' turns, until they are as far.</summary>
    public void Barrier(int thread)
    {
        Next(thread).Turn.Set();
        _members[thread].Turn.WaitOne();
    }

    private Member Next(int thread) => _members[(thread + 1) % _members.Length];

    private void Run(int groups, Action<int, int> part, int thread)
    {
        for (int group = groups - 1; group >= 0; group--)
        {
            try
            {
                part(group, thread);
            }
            catch (Exception e)
            {
                _failures.Add(e);
            }

            // Who is done waits for nobody, but lets those go on who wait for each other.
            _ended++;
            while (_ended < _members.Length * (groups - group))
                Barrier(thread);
        }

        if (++_left < _members.Length)
            Next(thread).Turn.Set();
        else
            _done.SetResult();
    }

    /// <summary>A thread of the system that does its work when its turn comes, and waits for the next.</summary>
    private sealed class Member
    {
        private const int StackSize = 256 * 1024;

        public Member() => new Thread(Loop, StackSize) { IsBackground = true }.Start();

        public AutoResetEvent Turn { get; } = new(false);

        public Action Work { get; set; } = () => { };

        private void Loop()
        {
            while (true)
            {
                Turn.WaitOne();
                Work();
            }
        }
    }
}
