"""PDFs put to the test: editions of every shape, judged by veraPDF, by their structure and by their text."""
