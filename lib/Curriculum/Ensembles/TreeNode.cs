namespace Curriculum.Ensembles;

// A question, "is the feature at most the threshold?", with the places of the two nodes that it leads to; a leaf has feature −1. Both have an answer.
internal readonly record struct TreeNode(double[] Answer, int Feature, double Threshold, int Low, int High);
