using System.Text;

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>Reads a formula by recursive descent and writes MathML: <c>row = (atom scripts?)*</c>.</summary>
internal sealed partial class TexParser(string formula)
{
    private readonly TexLexer _lexer = new(formula);
    private int _depth;

    /// <summary>How the scripts of an atom are set.</summary>
    private enum Limits
    {
        /// <summary>Beside it.</summary>
        Beside,

        /// <summary>Above and below in a displayed formula, beside it in a line of text.</summary>
        Movable,

        /// <summary>Above and below, always.</summary>
        Stacked,
    }

    /// <summary>A piece of MathML that takes scripts.</summary>
    private readonly record struct Atom(string Xml, Limits Limits, bool IsFunction = false);

    /// <summary>The whole formula.</summary>
    public string ParseFormula()
    {
        var body = Lines(ParseRows(allowsColumns: false));
        var end = _lexer.Peek();
        return end.Kind == TexTokenKind.EndOfFormula ? body : throw Unexpected(end);
    }

    // `\\` outside an environment breaks the line, as in a displayed equation.
    private static string Lines(List<List<string>> rows) =>
        rows is [[var only]] ? only : Table(rows, ["left"], isEquation: true);

    /// <summary>Atoms up to something that is not one.</summary>
    private string ParseRow()
    {
        if (++_depth > 200)
            throw new TexException(formula, _lexer.Peek().Position, "the formula is nested too deeply", "Split it.");
        var row = new StringBuilder();
        while (ParseAtom() is { } atom)
        {
            row.Append(ParseScripts(atom.Xml, atom.Limits));
            // The invisible sign of application, which a screen reader reads, stands behind the scripts: sin² x.
            if (atom.IsFunction)
                row.Append("<mo>\u2061</mo>").Append(TouchesNext() ? Space("0.1667em") : "");
        }
        _depth--;
        return row.ToString();
    }

    /// <summary>Rows of cells, up to the end of an environment or of the formula.</summary>
    private List<List<string>> ParseRows(bool allowsColumns)
    {
        var rows = new List<List<string>> { new() };
        while (true)
        {
            rows[^1].Add(ParseRow());
            var token = _lexer.Peek();
            if (token.Kind == TexTokenKind.Column && allowsColumns)
            {
                _lexer.Next();
            }
            else if (token.Kind == TexTokenKind.Row)
            {
                _lexer.Next();
                _lexer.RawOption();
                rows.Add([]);
            }
            else
            {
                break;
            }
        }
        // A \\ after the last row opens no other.
        if (rows.Count > 1 && rows[^1] is [""])
            rows.RemoveAt(rows.Count - 1);
        return rows;
    }

    private Atom? ParseAtom()
    {
        var token = _lexer.Peek();
        switch (token.Kind)
        {
            case TexTokenKind.EndOfFormula or TexTokenKind.End or TexTokenKind.Column or TexTokenKind.Row:
                return null;
            case TexTokenKind.Command when token.Text is "end" or "right":
                return null;
            case TexTokenKind.Superscript or TexTokenKind.Subscript or TexTokenKind.Prime:
                // Scripts of nothing, as in {}^2.
                return new Atom("<mrow></mrow>", Limits.Beside);
        }
        _lexer.Next();
        return token.Kind switch
        {
            TexTokenKind.Begin => new Atom(ParseGroup(token), Limits.Beside),
            TexTokenKind.Letter => new Atom(Identifier(token.Text), Limits.Beside),
            TexTokenKind.Number => new Atom($"<mn>{token.Text}</mn>", Limits.Beside),
            TexTokenKind.Tie => new Atom(Space("0.3333em"), Limits.Beside),
            TexTokenKind.Symbol => new Atom(Symbol(token.Text), Limits.Beside),
            _ => ParseCommand(token),
        };
    }

    private string ParseGroup(TexToken begin)
    {
        var body = ParseRow();
        if (_lexer.Peek().Kind != TexTokenKind.End)
            throw _lexer.Peek().Kind == TexTokenKind.EndOfFormula ? new TexException(formula, begin.Position, "this { is never closed", "Add the missing }.") : Unexpected(_lexer.Peek());
        _lexer.Next();
        return $"<mrow>{body}</mrow>";
    }

    /// <summary>One argument of a command or script: a group, or a single token.</summary>
    private string ParseArgument(TexToken command)
    {
        var next = _lexer.Peek();
        if (next.Kind is TexTokenKind.EndOfFormula or TexTokenKind.End or TexTokenKind.Column or TexTokenKind.Row or TexTokenKind.Superscript or TexTokenKind.Subscript or TexTokenKind.Prime)
            throw new TexException(formula, command.Position, $"{Shown(command)} needs an argument", $"Write {Shown(command)}{{…}}.");
        if (next.Kind == TexTokenKind.Number)
            return $"<mn>{_lexer.NextDigit().Text}</mn>";
        return ParseAtom() is { } atom ? atom.Xml : throw Unexpected(next);
    }

    private string ParseScripts(string body, Limits limits)
    {
        if (_lexer.Peek() is { Kind: TexTokenKind.Command, Text: "limits" or "nolimits" } placed)
        {
            _lexer.Next();
            limits = placed.Text == "limits" ? Limits.Stacked : Limits.Beside;
        }
        string? below = null, above = null;
        var primes = 0;
        while (true)
        {
            var token = _lexer.Peek();
            if (token.Kind == TexTokenKind.Prime)
            {
                _lexer.Next();
                primes++;
            }
            else if (token.Kind == TexTokenKind.Subscript && below is null)
            {
                _lexer.Next();
                below = ParseArgument(token);
            }
            else if (token.Kind == TexTokenKind.Superscript && above is null)
            {
                _lexer.Next();
                above = ParseArgument(token);
            }
            else if (token.Kind is TexTokenKind.Subscript or TexTokenKind.Superscript)
            {
                throw new TexException(formula, token.Position, $"a second {token.Text}", "Group with braces: {x_a}_b.");
            }
            else
            {
                break;
            }
        }
        if (primes > 0)
            above = $"""<mrow><mo class="prime">{new string('′', primes)}</mo>{above}</mrow>""";
        var (both, sub, sup) = limits == Limits.Beside ? ("msubsup", "msub", "msup") : ("munderover", "munder", "mover");
        return (below, above) switch
        {
            (null, null) => body,
            (not null, null) => $"<{sub}>{body}{below}</{sub}>",
            (null, not null) => $"<{sup}>{body}{above}</{sup}>",
            _ => $"<{both}>{body}{below}{above}</{both}>",
        };
    }

    private static string Identifier(string text) => $"<mi>{Encode(text)}</mi>";

    private static string UprightIdentifier(string text) => $"""<mi mathvariant="normal">{Encode(text)}</mi>""";

    private static string Symbol(string text) => text switch
    {
        "-" => "<mo>−</mo>",
        "*" => "<mo>∗</mo>",
        // Unlike in TeX, brackets of MathML grow unless they are told not to.
        "(" or ")" or "[" or "]" => $"""<mo stretchy="false">{text}</mo>""",
        // In TeX a bar and a slash stand like letters; MathML would set them apart like a relation.
        "|" or "/" => $"""<mo stretchy="false" lspace="0" rspace="0">{text}</mo>""",
        _ => $"<mo>{Encode(text)}</mo>",
    };

    private static string Space(string width) => $"""<mspace width="{width}"></mspace>""";

    private static string Encode(string text) => HtmlText.Encode(text);

    private static string Shown(TexToken token) => token.Kind == TexTokenKind.Command ? "\\" + token.Text : token.Text;

    private TexException Unexpected(TexToken token) => token.Kind switch
    {
        TexTokenKind.End => new TexException(formula, token.Position, "this } closes nothing", "Remove it or add the missing {."),
        TexTokenKind.Column => new TexException(formula, token.Position, "& separates columns, and there are none here", "Put it into \\begin{aligned}…\\end{aligned}, or write \\&."),
        TexTokenKind.EndOfFormula => new TexException(formula, token.Position, "the formula ends too early", "Finish it."),
        _ => new TexException(formula, token.Position, $"{Shown(token)} has no partner", "Write \\left( … \\right) and \\begin{…} … \\end{…} in pairs."),
    };
}
