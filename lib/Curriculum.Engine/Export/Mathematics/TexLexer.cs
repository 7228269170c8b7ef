using System.Globalization;

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>Cuts a formula into tokens; blanks separate and mean nothing, <c>%</c> comments to the end of the line.</summary>
internal sealed class TexLexer(string formula)
{
    private int _at;

    /// <summary>The next token, not consumed.</summary>
    public TexToken Peek()
    {
        var before = _at;
        var token = Next();
        _at = before;
        return token;
    }

    /// <summary>The next token, consumed.</summary>
    public TexToken Next()
    {
        SkipBlanks();
        if (_at >= formula.Length)
            return new TexToken(TexTokenKind.EndOfFormula, "", formula.Length);
        var start = _at;
        var c = formula[_at];
        if (c == '\\')
            return Command(start);
        if (char.IsAsciiDigit(c))
        {
            while (_at < formula.Length && (char.IsAsciiDigit(formula[_at]) || (formula[_at] == '.' && _at + 1 < formula.Length && char.IsAsciiDigit(formula[_at + 1]))))
                _at++;
            return new TexToken(TexTokenKind.Number, formula[start.._at], start);
        }
        var text = StringInfo.GetNextTextElement(formula, _at);
        _at += text.Length;
        return new TexToken(Kind(text), text, start);
    }

    /// <summary>The first digit of the number that follows: without braces TeX takes no more, x^12 is x¹2 and \frac12 a half.</summary>
    public TexToken NextDigit()
    {
        SkipBlanks();
        return new TexToken(TexTokenKind.Number, formula[_at].ToString(), _at++);
    }

    /// <summary>The raw text between the braces that follow, which must balance; blanks in it count.</summary>
    public string RawArgument(string command, int position)
    {
        SkipBlanks();
        if (_at >= formula.Length || formula[_at] != '{')
            throw new TexException(formula, position, $"\\{command} needs an argument in braces", $"Write \\{command}{{…}}.");
        var start = ++_at;
        for (var depth = 1; _at < formula.Length; _at++)
        {
            depth += formula[_at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return formula[start.._at++];
        }
        throw new TexException(formula, start - 1, "this { is never closed", "Add the missing }.");
    }

    /// <summary>The raw text between brackets, if the next character opens them.</summary>
    public string? RawOption()
    {
        SkipBlanks();
        if (_at >= formula.Length || formula[_at] != '[')
            return null;
        var end = formula.IndexOf(']', _at);
        if (end < 0)
            throw new TexException(formula, _at, "this [ is never closed", "Add the missing ].");
        var option = formula[(_at + 1)..end];
        _at = end + 1;
        return option;
    }

    /// <summary>Consumes a <c>*</c> that follows a command's name.</summary>
    public bool TakeStar()
    {
        if (_at >= formula.Length || formula[_at] != '*')
            return false;
        _at++;
        return true;
    }

    private TexToken Command(int start)
    {
        _at++;
        if (_at >= formula.Length)
            throw new TexException(formula, start, "a formula cannot end in a backslash", "Remove it.");
        var nameStart = _at;
        while (_at < formula.Length && char.IsAsciiLetter(formula[_at]))
            _at++;
        if (_at == nameStart)
            _at++;
        var name = formula[nameStart.._at];
        return new TexToken(name == "\\" ? TexTokenKind.Row : TexTokenKind.Command, name, start);
    }

    private static TexTokenKind Kind(string text) => text switch
    {
        "{" => TexTokenKind.Begin,
        "}" => TexTokenKind.End,
        "^" => TexTokenKind.Superscript,
        "_" => TexTokenKind.Subscript,
        "&" => TexTokenKind.Column,
        "'" => TexTokenKind.Prime,
        "~" => TexTokenKind.Tie,
        _ => char.IsLetter(text, 0) ? TexTokenKind.Letter : TexTokenKind.Symbol,
    };

    private void SkipBlanks()
    {
        while (_at < formula.Length)
        {
            if (formula[_at] == '%')
                _at = formula.IndexOf('\n', _at) is var end and >= 0 ? end : formula.Length;
            else if (char.IsWhiteSpace(formula[_at]))
                _at++;
            else
                return;
        }
    }
}
