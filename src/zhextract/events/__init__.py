"""What is said of a project: triggers, modality, milestones, counts, attributes."""
