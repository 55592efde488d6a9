"""What an agency publishes: pages, news, questions and answers; their monthly look, samples, link and site tests."""
