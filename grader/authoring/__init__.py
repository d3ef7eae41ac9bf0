"""Making assignments: new ones from templates, and converted ones from other graders' notebooks."""
