"""The press 新聞輿情: what the media say of an agency, written down, answered with proof in office hours, clarified."""
