namespace Curriculum.Engine.Export.Mathematics;

/// <summary>Which character each command without arguments stands for, and how MathML treats it.</summary>
internal static class TexSymbols
{
    /// <summary>Commands that are letters.</summary>
    public static IReadOnlyDictionary<string, string> Letters { get; } = Pairs(
        """
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ
        rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
        ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ aleph ℵ wp ℘
        """);

    /// <summary>Commands that are upright letters: capital Greek and a few signs.</summary>
    public static IReadOnlyDictionary<string, string> UprightLetters { get; } = Pairs(
        """
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        infty ∞ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ triangle △ square □ checkmark ✓ forall ∀ exists ∃ nexists ∄ prime ′ dagger † ddagger ‡ S § pounds £
        """);

    /// <summary>Commands that are operators, relations, arrows or punctuation.</summary>
    public static IReadOnlyDictionary<string, string> Operators { get; } = Pairs(
        """
        cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ odot ⊙ otimes ⊗ oplus ⊕ ominus ⊖ wedge ∧ vee ∨ land ∧ lor ∨ cap ∩ cup ∪ setminus ∖ amalg ⨿
        leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫ prec ≺ succ ≻ preceq ⪯ succeq ⪰ doteq ≐ triangleq ≜ coloneqq ≔ asymp ≍
        in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ perp ⟂ parallel ∥ mid ∣ nmid ∤ vdash ⊢ models ⊨ leqslant ⩽ geqslant ⩾ lesssim ≲ gtrsim ≳
        neg ¬ lnot ¬ therefore ∴ because ∵ colon : cdots ⋯ ldots … dots … dotsc … dotsb ⋯ vdots ⋮ ddots ⋱
        to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longrightarrow ⟶ longleftarrow ⟵
        longmapsto ⟼ Longrightarrow ⟹ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘ hookrightarrow ↪ rightharpoonup ⇀ rightleftharpoons ⇌
        """);

    /// <summary>Commands that open or close; also what <c>\left</c> and <c>\right</c> accept by name.</summary>
    public static IReadOnlyDictionary<string, string> Delimiters { get; } = Pairs(
        """
        langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | lVert ‖ rVert ‖ vert | Vert ‖ lbrace { rbrace } lbrack [ rbrack ] { { } } | ‖ backslash \
        """);

    /// <summary>Sums and their kin: large, with limits above and below in a displayed formula.</summary>
    public static IReadOnlyDictionary<string, string> LargeOperators { get; } = Pairs(
        "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀");

    /// <summary>Integrals: large, with limits beside them.</summary>
    public static IReadOnlyDictionary<string, string> Integrals { get; } = Pairs("int ∫ iint ∬ iiint ∭ oint ∮");

    /// <summary>Functions written in upright letters, limits beside them.</summary>
    public static IReadOnlySet<string> Functions { get; } = Words(
        "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg arg deg dim hom ker");

    /// <summary>Functions whose limits stand below in a displayed formula.</summary>
    public static IReadOnlySet<string> LimitFunctions { get; } = Words("max min sup inf lim limsup liminf det gcd Pr");

    /// <summary>Commands that set a mark over (or, the last ones, under) their argument.</summary>
    public static IReadOnlyDictionary<string, (string Mark, bool IsOver, bool Stretches)> Accents { get; } = new Dictionary<string, (string, bool, bool)>
    {
        ["hat"] = ("^", true, false),
        ["widehat"] = ("^", true, true),
        ["bar"] = ("¯", true, false),
        ["overline"] = ("¯", true, true),
        ["tilde"] = ("~", true, false),
        ["widetilde"] = ("~", true, true),
        ["vec"] = ("→", true, false),
        ["overrightarrow"] = ("→", true, true),
        ["dot"] = ("˙", true, false),
        ["ddot"] = ("¨", true, false),
        ["check"] = ("ˇ", true, false),
        ["breve"] = ("˘", true, false),
        ["acute"] = ("´", true, false),
        ["grave"] = ("`", true, false),
        ["overbrace"] = ("⏞", true, true),
        ["underbrace"] = ("⏟", false, true),
        ["underline"] = ("_", false, true),
    };

    /// <summary>Commands that are space, in em.</summary>
    public static IReadOnlyDictionary<string, string> Spaces { get; } = new Dictionary<string, string>
    {
        [","] = "0.1667em",
        [":"] = "0.2222em",
        [">"] = "0.2222em",
        [";"] = "0.2778em",
        ["!"] = "-0.1667em",
        [" "] = "0.3333em",
        ["\n"] = "0.3333em",
        ["enspace"] = "0.5em",
        ["quad"] = "1em",
        ["qquad"] = "2em",
        ["thinspace"] = "0.1667em",
    };

    private static Dictionary<string, string> Pairs(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static HashSet<string> Words(string text) => [.. text.Split(' ')];
}
