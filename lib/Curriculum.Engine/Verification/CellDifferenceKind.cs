namespace Curriculum.Engine.Verification;

/// <summary>In which way a notebook is not what its stored outputs say.</summary>
public enum CellDifferenceKind
{
    /// <summary>A fresh run shows something else than what is stored.</summary>
    OutputsDiffer,

    /// <summary>The run stopped above this cell.</summary>
    NotExecuted,

    /// <summary>A cell is gone that was there when the outputs were stored.</summary>
    CellRemoved,

    /// <summary>A cell is there that was not when the outputs were stored.</summary>
    CellAdded,

    /// <summary>A cell stands elsewhere than when the outputs were stored.</summary>
    CellMoved,

    /// <summary>A cell's code was edited after its outputs were stored.</summary>
    SourceChanged,

    /// <summary>The notebook has no record of a run that stored its outputs.</summary>
    NeverStored,

    /// <summary>A cell asks for a tolerance without a written reason.</summary>
    ToleranceWithoutReason,
}
