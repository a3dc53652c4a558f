"""The kit of the doors: base templates, components, tags, and the way a refusal becomes a page or a form error."""
