"""Results of learners: one learner's as a file, and the files of a class as one report."""
