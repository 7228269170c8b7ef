using System.Globalization;

namespace Curriculum.Arrays.Text;

/// <summary>Floats by NumPy's rules: up to 8 digits after the point, as few as tell the numbers apart, points aligned; with an exponent where the numbers differ too much in size.</summary>
internal sealed class FloatFormat : ElementFormat
{
    private const int Precision = 8;

    private readonly bool _exponent, _single;
    private readonly int _left, _right, _exponentDigits;

    public FloatFormat(NdArray array)
    {
        _single = array.DType == DType.Float32;
        double[] values = array.ToArray<double>(), finite = [.. values.Where(double.IsFinite)];
        double[] sizes = [.. finite.Select(Math.Abs).Where(size => size > 0)];
        _exponent = sizes.Length > 0 && (sizes.Max() >= 1e8 || sizes.Min() < 1e-4 || sizes.Max() / sizes.Min() > 1000);
        foreach (double value in finite)
        {
            var (whole, fraction, exponent) = Parts(value);
            _left = Math.Max(_left, whole.Length);
            _right = Math.Max(_right, fraction.Length);
            _exponentDigits = Math.Max(_exponentDigits, exponent.Length - 1);
        }

        int right = _right + (_exponent ? _exponentDigits + 2 : 0);
        if (values.Any(double.IsNaN))
            _left = Math.Max(_left, "nan".Length - right - 1);
        if (values.Any(double.IsInfinity))
            _left = Math.Max(_left, (values.Any(double.IsNegativeInfinity) ? "-inf" : "inf").Length - right - 1);
    }

    private int Width => _left + 1 + _right + (_exponent ? _exponentDigits + 2 : 0);

    public static string Shortest(NdArray array)
    {
        double value = array.Item();
        if (!double.IsFinite(value))
            return NotFinite(value);
        string digits = array.DType == DType.Float32 ? ((float)value).ToString("R") : value.ToString("R");
        double size = Math.Abs(value);
        if (size is not 0 and (< 1e-4 or >= 1e16))
        {
            var (mantissa, exponent) = Scientific(digits);
            return $"{mantissa}e{ExponentText(exponent, 2)}";
        }

        string plain = Plain(digits);
        return plain.Contains('.') ? plain : plain + ".0";
    }

    public override string Format(NdArray element)
    {
        double value = element.Item();
        if (!double.IsFinite(value))
            return NotFinite(value).PadLeft(Width);
        var (whole, fraction, exponent) = Parts(value);

        // Where others need more digits, those of this number go on as they are and not with zeros: they show in float32.
        if (_exponent && fraction.Length < _right)
            (whole, fraction, exponent) = Split(Scientific(value.ToString($"E{_right}")));
        return _exponent
            ? $"{whole.PadLeft(_left)}.{fraction.PadRight(_right, '0')}e{exponent[0]}{exponent[1..].PadLeft(_exponentDigits, '0')}"
            : $"{whole.PadLeft(_left)}.{fraction.PadRight(_right)}";
    }

    private static string NotFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    private static string ExponentText(int exponent, int digits) => (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString().PadLeft(digits, '0');

    /// <summary>"1.5E-07" → ("1.5", −7); "0.015" → ("1.5", −2).</summary>
    private static (string Mantissa, int Exponent) Scientific(string digits)
    {
        int e = digits.IndexOf('E');
        int exponent = e < 0 ? 0 : int.Parse(digits[(e + 1)..], CultureInfo.InvariantCulture);
        string number = e < 0 ? digits : digits[..e], sign = number.StartsWith('-') ? "-" : "";
        number = number[sign.Length..];
        int point = number.IndexOf('.');
        exponent += (point < 0 ? number.Length : point) - 1;
        number = number.Replace(".", "");
        int leading = number.Length - number.TrimStart('0').Length;
        if (leading == number.Length)
            return (sign + "0", 0);
        number = number[leading..].TrimEnd('0');
        return (sign + (number.Length == 1 ? number : $"{number[0]}.{number[1..]}"), exponent - leading);
    }

    /// <summary>Without an exponent.</summary>
    private static string Plain(string digits)
    {
        if (!digits.Contains('E'))
            return digits;
        var (mantissa, exponent) = Scientific(digits);
        string sign = mantissa.StartsWith('-') ? "-" : "", number = mantissa[sign.Length..].Replace(".", "");
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{number}"
            : number.Length <= exponent + 1 ? sign + number.PadRight(exponent + 1, '0') : $"{sign}{number[..(exponent + 1)]}.{number[(exponent + 1)..]}";
    }

    private (string Whole, string Fraction, string Exponent) Parts(double value)
    {
        string digits = _single ? ((float)value).ToString("R") : value.ToString("R");
        if (!_exponent)
        {
            string[] plain = Plain(digits).Split('.');
            if (plain.Length > 1 && plain[1].Length > Precision)
                plain = value.ToString("F8").Split('.');
            return (plain[0], plain.Length > 1 ? plain[1].TrimEnd('0') : "", "");
        }

        var parts = Split(Scientific(digits));
        return parts.Fraction.Length > Precision ? Split(Scientific(value.ToString("E8"))) : parts;
    }

    private static (string Whole, string Fraction, string Exponent) Split((string Mantissa, int Exponent) number)
    {
        string[] parts = number.Mantissa.Split('.');
        return (parts[0], parts.Length > 1 ? parts[1] : "", ExponentText(number.Exponent, 2));
    }
}
