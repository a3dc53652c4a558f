"""Parts that several verbs share: how a task is opened, a file kept, a step written down."""
