"""Units (单位): their names in lists, groups, short forms, and the registry that grows from documents."""
