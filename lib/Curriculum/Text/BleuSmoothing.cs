namespace Curriculum.Text;

/// <summary>What BLEU does where no n-gram of some length n &gt; 1 matches, so that the geometric mean would be 0.</summary>
public enum BleuSmoothing
{
    /// <summary>Nothing: the precision counts as 2.2·10⁻³⁰⁸, the smallest normal double, and the score is 0 for all practical purposes (NLTK's default).</summary>
    None,

    /// <summary>The missing count becomes ε = 0.1 (Chen and Cherry, 2014, method 1).</summary>
    Epsilon,
}
