"""The agency's site on the desk: articles, their monthly look, samples, links and tests."""
