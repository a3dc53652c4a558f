"""A need before its notice: a draft, part by part."""
