"""The files of a pack as authors write them, mapped onto the engine's models.

Field names are the engine's; an alias is the word that stands in the file.
"""
