"""Who and what is named in an article: organizations, places, people, projects."""
