"""One format a module or folder, with `create() -> Format`; the listing of this folder is the registry."""
