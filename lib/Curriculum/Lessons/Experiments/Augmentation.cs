namespace Curriculum.Lessons.Experiments;

// How the images of a mini-batch are changed before they are learned from.
internal enum Augmentation
{
    None,

    // Padded by two pixels of paper on every side, then 28×28 cut out at random: a move by up to two pixels.
    Crop,

    // Every other image, by chance, mirrored left to right.
    Flip,
}
