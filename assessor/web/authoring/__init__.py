"""What pages for authors of items are given: curves as points, figures as rows, and words on a status. No pages."""
