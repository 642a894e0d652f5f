"""Parts of Word documents: styles and pages, paragraphs, tables, pictures. Knows reports' data, and no report."""
