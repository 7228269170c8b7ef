using System.Globalization;

namespace Curriculum.Lessons.Questions;

/// <summary>A formula typed by a learner: + − * / ^, brackets, |x|, the usual functions, and 2x or 2(x+y) for a product.</summary>
internal sealed class Formula
{
    private static readonly Dictionary<string, Func<double, double>> Functions = new(StringComparer.Ordinal)
    {
        ["exp"] = Math.Exp,
        ["log"] = Math.Log,
        ["ln"] = Math.Log,
        ["sqrt"] = Math.Sqrt,
        ["abs"] = Math.Abs,
        ["sin"] = Math.Sin,
        ["cos"] = Math.Cos,
        ["tanh"] = Math.Tanh,
        ["sign"] = v => Math.Sign(v),
        ["sigmoid"] = v => 1 / (1 + Math.Exp(-v)),
        ["relu"] = v => Math.Max(0, v),
    };

    private readonly string _text;
    private readonly string[] _variables;
    private readonly Func<double[], double> _value;
    private int _at;

    private Formula(string text, string[] variables)
    {
        _text = text;
        _variables = variables;
        _value = Sum();
        if (Peek() != '\0') throw Unreadable(_text[_at..].Trim());
    }

    /// <summary>Reads a formula in the given variables.</summary>
    /// <exception cref="UnreadableAnswerException">It cannot be read; the reason says where, or which name is unknown.</exception>
    public static Func<double[], double> Parse(string text, params string[] variables)
    {
        // The forms in which learners write the same thing: Python's power, true multiplication signs, full-width characters.
        var plain = HalfWidth.Of(text).Replace("**", "^", StringComparison.Ordinal);
        foreach (var (typed, meant) in new[] { ('×', '*'), ('·', '*'), ('⋅', '*'), ('・', '*'), ('･', '*'), ('÷', '/'), ('−', '-'), ('[', '('), (']', ')') }) plain = plain.Replace(typed, meant);
        foreach (var prefix in new[] { "np.", "Math.", "F." }) plain = plain.Replace(prefix, "", StringComparison.Ordinal);
        if (plain.Contains('=')) plain = plain[(plain.LastIndexOf('=') + 1)..];
        return new Formula(plain, variables)._value;
    }

    private Func<double[], double> Sum()
    {
        var left = Product();
        while (Peek() is '+' or '-')
        {
            var (minus, first, second) = (Take() == '-', left, Product());
            left = minus ? v => first(v) - second(v) : v => first(v) + second(v);
        }
        return left;
    }

    private Func<double[], double> Product()
    {
        var left = Signed();
        while (true)
        {
            var next = Peek();
            var implied = next == '(' || char.IsLetter(next) || next == '_';
            if (!implied && next is not ('*' or '/')) return left;
            var (divide, first) = (!implied && Take() == '/', left);
            var second = implied ? Power() : Signed();
            left = divide ? v => first(v) / second(v) : v => first(v) * second(v);
        }
    }

    private Func<double[], double> Signed()
    {
        if (Peek() is not ('-' or '+')) return Power();
        var minus = Take() == '-';
        var value = Signed();
        return minus ? v => -value(v) : value;
    }

    private Func<double[], double> Power()
    {
        var value = Atom();
        if (Peek() != '^') return value;
        Take();
        var exponent = Signed();
        return v => Math.Pow(value(v), exponent(v));
    }

    private Func<double[], double> Atom()
    {
        var c = Peek();
        if (c == '(')
        {
            Take();
            var inner = Sum();
            if (Peek() != ')') throw new UnreadableAnswerException("a bracket is not closed", "括弧が閉じていません");
            Take();
            return inner;
        }
        if (c == '|')
        {
            Take();
            var inner = Sum();
            if (Peek() != '|') throw new UnreadableAnswerException("a | is not closed", "| が閉じていません");
            Take();
            return v => Math.Abs(inner(v));
        }
        if (char.IsAsciiDigit(c) || c == '.') return Number();
        if (char.IsLetter(c) || c == '_') return Name();
        throw c == '\0' ? new UnreadableAnswerException("the formula ends too early", "式が途中で終わっています") : Unreadable(c.ToString());
    }

    private Func<double[], double> Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.')) _at++;
        if (!double.TryParse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw NoNumber(_text[start.._at]);
        return _ => number;
    }

    private Func<double[], double> Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
        var name = _text[start.._at];
        var place = Array.IndexOf(_variables, name);
        if (place >= 0) return v => v[place];
        if (Functions.TryGetValue(name.ToLowerInvariant(), out var function) && Peek() == '(')
        {
            var argument = Atom();
            return v => function(argument(v));
        }
        // "2xy": letters side by side are a product when each is a variable.
        if (name.All(c => Array.IndexOf(_variables, c.ToString()) >= 0))
        {
            var places = name.Select(c => Array.IndexOf(_variables, c.ToString())).ToArray();
            return v => places.Aggregate(1.0, (product, p) => product * v[p]);
        }
        throw UnknownName(name);
    }

    private UnreadableAnswerException UnknownName(string name)
    {
        if (Functions.ContainsKey(name.ToLowerInvariant())) return new($"the argument of {name} needs brackets: {name}(…)", $"{name} の引数は括弧で囲みます: {name}(…)");
        if (name.Length > 1 && Peek() == '(')
        {
            var nearest = string.Join(", ", NearestNames.Of(name, Functions.Keys, 2));
            return new($"there is no function '{name}'; the nearest: {nearest}", $"関数 '{name}' はありません。近いもの: {nearest}");
        }
        if (_variables.Length == 0) return NoNumber(name);
        var variables = string.Join(", ", _variables);
        return new($"'{name}' is not one of {variables}", $"'{name}' は {variables} のどれでもありません");
    }

    private static UnreadableAnswerException NoNumber(string text) => new($"'{text}' is not a number", $"'{text}' は数ではありません");

    private static UnreadableAnswerException Unreadable(string text) => new($"'{text}' cannot be read", $"'{text}' の意味が分かりません");

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private char Take()
    {
        var c = Peek();
        _at++;
        return c;
    }
}
