namespace Curriculum.Text.Translation;

/// <summary>The two models that the course compares.</summary>
public enum TranslatorKind
{
    /// <summary>A <see cref="GruTranslator"/>.</summary>
    Rnn,

    /// <summary>A <see cref="TransformerTranslator"/>.</summary>
    Transformer,
}
