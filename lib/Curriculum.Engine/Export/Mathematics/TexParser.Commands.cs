using System.Globalization;

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>The commands.</summary>
internal sealed partial class TexParser
{
    private Atom ParseCommand(TexToken command)
    {
        var name = command.Text;
        if (TexSymbols.Letters.TryGetValue(name, out var letter))
            return new Atom(Identifier(letter), Limits.Beside);
        if (TexSymbols.UprightLetters.TryGetValue(name, out var upright))
            return new Atom(UprightIdentifier(upright), Limits.Beside);
        if (TexSymbols.Operators.TryGetValue(name, out var symbol))
            return new Atom($"<mo>{Encode(symbol)}</mo>", Limits.Beside);
        if (TexSymbols.Delimiters.TryGetValue(name, out var delimiter))
            return new Atom($"""<mo stretchy="false">{Encode(delimiter)}</mo>""", Limits.Beside);
        if (TexSymbols.Spaces.TryGetValue(name, out var width))
            return new Atom(Space(width), Limits.Beside);
        if (TexSymbols.LargeOperators.TryGetValue(name, out var large))
            return new Atom($"<mo>{large}</mo>", Limits.Movable);
        if (TexSymbols.Integrals.TryGetValue(name, out var integral))
            return new Atom($"<mo>{integral}</mo>", Limits.Beside);
        if (TexSymbols.Functions.Contains(name))
            return Function(name);
        if (TexSymbols.LimitFunctions.Contains(name))
            return new Atom(LimitFunction(name), Limits.Movable);
        if (TexSymbols.Accents.TryGetValue(name, out var accent))
            return ParseAccent(command, accent);
        return name == "operatorname" ? ParseOperatorName(command) : new Atom(ParseStructure(command), Limits.Beside);
    }

    private string ParseStructure(TexToken command)
    {
        var name = command.Text;
        switch (name)
        {
            case "frac" or "cfrac":
                return $"<mfrac>{ParseArgument(command)}{ParseArgument(command)}</mfrac>";
            case "dfrac":
                return $"""<mstyle displaystyle="true"><mfrac>{ParseArgument(command)}{ParseArgument(command)}</mfrac></mstyle>""";
            case "tfrac":
                return $"""<mstyle displaystyle="false"><mfrac>{ParseArgument(command)}{ParseArgument(command)}</mfrac></mstyle>""";
            case "binom":
                return Fence.Around("(", $"""<mfrac linethickness="0">{ParseArgument(command)}{ParseArgument(command)}</mfrac>""", ")");
            case "sqrt":
                return _lexer.RawOption() is { } degree
                    ? $"<mroot>{ParseArgument(command)}<mrow>{new TexParser(degree).ParseFormula()}</mrow></mroot>"
                    : $"<msqrt>{ParseArgument(command)}</msqrt>";
            case "overset" or "stackrel":
                var over = ParseArgument(command);
                return $"<mover>{ParseArgument(command)}{over}</mover>";
            case "underset":
                var under = ParseArgument(command);
                return $"<munder>{ParseArgument(command)}{under}</munder>";
            case "left":
                return ParseFence(command);
            case "middle":
                return $"""<mo fence="true" stretchy="true">{Encode(ParseDelimiter(command))}</mo>""";
            case "big" or "bigl" or "bigr" or "bigm":
                return Sized(command, 1.2);
            case "Big" or "Bigl" or "Bigr" or "Bigm":
                return Sized(command, 1.8);
            case "bigg" or "biggl" or "biggr" or "biggm":
                return Sized(command, 2.4);
            case "Bigg" or "Biggl" or "Biggr" or "Biggm":
                return Sized(command, 3);
            case "begin":
                return ParseEnvironment(command);
            case "text" or "textrm" or "mbox" or "textnormal":
                return $"<mtext>{Text(command)}</mtext>";
            case "textbf":
                return $"""<mtext style="font-weight:bold">{Text(command)}</mtext>""";
            case "textit":
                return $"""<mtext style="font-style:italic">{Text(command)}</mtext>""";
            case "texttt":
                return $"""<mtext style="font-family:monospace">{Text(command)}</mtext>""";
            case "mathrm" or "mathup":
                return UprightIdentifier(Raw(command));
            case "mathsf":
                return $"""<mi mathvariant="normal" style="font-family:sans-serif">{Encode(Raw(command))}</mi>""";
            case "mathtt":
                return $"""<mi mathvariant="normal" style="font-family:monospace">{Encode(Raw(command))}</mi>""";
            case "mathit":
                return $"""<mi style="font-style:italic">{Encode(Raw(command))}</mi>""";
            case "mathbf":
                // Bold by style sheet, not by the bold letters of Unicode: those many fonts lack.
                return $"""<mi mathvariant="normal" style="font-weight:bold">{Encode(Raw(command))}</mi>""";
            case "boldsymbol" or "bm":
                return $"""<mrow style="font-weight:bold">{ParseArgument(command)}</mrow>""";
            case "mathbb":
                return UprightIdentifier(MathAlphabet.DoubleStruck(Raw(command)));
            case "mathcal" or "mathscr":
                return UprightIdentifier(MathAlphabet.Script(Raw(command)));
            case "mathfrak":
                return UprightIdentifier(MathAlphabet.Fraktur(Raw(command)));
            case "bmod":
                return "<mo>mod</mo>";
            case "pmod":
                return $"""<mrow>{Space("1em")}<mo stretchy="false">(</mo><mi>mod</mi>{Space("0.3333em")}{ParseArgument(command)}<mo stretchy="false">)</mo></mrow>""";
            case "displaystyle":
                return $"""<mstyle displaystyle="true">{ParseRow()}</mstyle>""";
            case "textstyle":
                return $"""<mstyle displaystyle="false">{ParseRow()}</mstyle>""";
            case "boxed":
                return $"""<mrow style="border:1px solid;padding:0.2em">{ParseArgument(command)}</mrow>""";
            case "phantom":
                return $"<mphantom>{ParseArgument(command)}</mphantom>";
            case "tag":
                return $"{Space("2em")}<mtext>({Text(command)})</mtext>";
            case "nonumber" or "notag":
                return "";
            case "not":
                return Negated(command);
            case "$" or "%" or "#" or "&" or "_":
                return $"<mo>{Encode(name)}</mo>";
            default:
                throw new TexException(formula, command.Position, $"the command \\{name} is not known", "Use one that is, or write the character itself.");
        }
    }

    private Atom ParseOperatorName(TexToken command)
    {
        var hasLimits = _lexer.TakeStar();
        var name = _lexer.RawArgument(command.Text, command.Position).Replace("\\,", "\u2009").Trim();
        return hasLimits ? new Atom(LimitFunction(name), Limits.Movable) : Function(name);
    }

    private Atom ParseAccent(TexToken command, (string Mark, bool IsOver, bool Stretches) accent)
    {
        var body = ParseArgument(command);
        if (command.Text is "underbrace" or "overbrace")
            return new Atom(Fence.Brace(body, accent.Mark, accent.IsOver), Limits.Stacked);
        var mark = $"""<mo stretchy="{(accent.Stretches ? "true" : "false")}">{accent.Mark}</mo>""";
        var xml = accent.IsOver ? $"""<mover accent="true">{body}{mark}</mover>""" : $"""<munder accentunder="true">{body}{mark}</munder>""";
        return new Atom(xml, Limits.Beside);
    }

    private static Atom Function(string name) => new(Identifier(name), Limits.Beside, IsFunction: true);

    private static string LimitFunction(string name) => $"""<mo movablelimits="true" lspace="0" rspace="0.1667em">{Encode(name)}</mo>""";

    // sin x wants a thin space, sin(x) and sin² x do not.
    private bool TouchesNext() => _lexer.Peek() is var next
        && (next.Kind is TexTokenKind.Letter or TexTokenKind.Number
            || (next.Kind == TexTokenKind.Command && (TexSymbols.Letters.ContainsKey(next.Text) || TexSymbols.UprightLetters.ContainsKey(next.Text) || next.Text is "frac" or "sqrt" or "mathbf" or "hat" or "bar")));

    private string ParseFence(TexToken left)
    {
        var open = ParseDelimiter(left);
        var body = ParseRow();
        var right = _lexer.Next();
        if (right is not { Kind: TexTokenKind.Command, Text: "right" })
            throw new TexException(formula, left.Position, "\\left has no \\right", "Write \\left( … \\right), with a dot for an invisible one: \\right.");
        var close = ParseDelimiter(right);
        return Fence.Around(open, body, close);
    }

    private string Sized(TexToken command, double size)
    {
        var em = size.ToString(CultureInfo.InvariantCulture);
        return $"""<mo stretchy="true" minsize="{em}em" maxsize="{em}em">{Encode(ParseDelimiter(command))}</mo>""";
    }

    private string ParseDelimiter(TexToken command)
    {
        var token = _lexer.Next();
        return token.Kind switch
        {
            TexTokenKind.Command when TexSymbols.Delimiters.TryGetValue(token.Text, out var named) => named,
            TexTokenKind.Symbol when token.Text == "." => "",
            TexTokenKind.Symbol when "()[]|/<>".Contains(token.Text) => token.Text switch { "<" => "⟨", ">" => "⟩", var same => same },
            _ => throw new TexException(formula, token.Position, $"\\{command.Text} needs a bracket, got '{Shown(token)}'", "Write one of ( ) [ ] \\{ \\} | \\| \\langle \\rangle, or a dot for none."),
        };
    }

    private string Negated(TexToken command) => _lexer.Next() is var next && next.Text switch
    {
        "=" => "≠",
        "in" => "∉",
        "subset" => "⊄",
        "equiv" => "≢",
        "sim" => "≁",
        "approx" => "≉",
        "exists" => "∄",
        _ => null,
    } is { } negated
        ? $"<mo>{negated}</mo>"
        : throw new TexException(formula, command.Position, $"\\not{Shown(next)} is not known", "Write the character itself.");

    private string Raw(TexToken command)
    {
        var next = _lexer.Peek();
        // \mathbb R, without braces.
        if (next.Kind is TexTokenKind.Letter or TexTokenKind.Number)
            return _lexer.Next().Text;
        var raw = _lexer.RawArgument(command.Text, command.Position).Trim();
        if (raw.Contains('\\'))
            throw new TexException(formula, command.Position, $"\\{command.Text} takes letters, got {raw}", "For Greek letters use \\boldsymbol, or leave the command out.");
        return raw;
    }

    // Spaces of text count, and MathML would drop them at its ends.
    private string Text(TexToken command) => Encode(_lexer.RawArgument(command.Text, command.Position)
        .Replace("\\_", "_").Replace("\\%", "%").Replace("\\&", "&").Replace("\\#", "#").Replace("\\$", "$").Replace(' ', '\u00a0'));
}
