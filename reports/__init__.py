"""Shows it: typed rows into pages, plots and documents. What a report needs of learners it is given."""
