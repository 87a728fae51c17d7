"""From the text as it reaches us to clean sentences, with the way back."""
