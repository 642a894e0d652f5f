"""Thirty skill folders that break the format, and what is said of each."""

import dataclasses

NAMED = "name: a-skill\ndescription: Sorts mail.\n"
BODY = "Read the rules first.\n"


@dataclasses.dataclass(frozen=True)
class Broken:
    why: str
    text: str
    said: str
    """The beginning of the one problem that is found."""
    folder: str = "a-skill"
    second: bool | None = True
    """False where the format's own checker lets it pass; None where it breaks down over it."""


def front(keys: str, body: str = BODY) -> str:
    return f"---\n{keys}---\n{body}"


BROKEN = (
    Broken("no front matter", BODY, "SKILL.md:1: the first line is 'Read the rules first.'; front matter begins"),
    Broken("empty file", "", "SKILL.md:1: the first line is ''"),
    Broken("a mark of byte order", "\ufeff" + front(NAMED), "SKILL.md:1: the first line is"),
    Broken("a blank line first", "\n" + front(NAMED), "SKILL.md:1: the first line is ''"),
    Broken("never closed", f"---\n{NAMED}{BODY}", "SKILL.md:1: the front matter is not closed"),
    Broken("no name", front("description: Sorts.\n"), "SKILL.md:1: 'name' is missing"),
    Broken("no description", front("name: a-skill\n"), "SKILL.md:1: 'description' is missing"),
    Broken("empty name", front("name:\ndescription: Sorts.\n"), "SKILL.md:2: 'name' is empty"),
    Broken("empty description", front("name: a-skill\ndescription: ''\n"), "SKILL.md:3: 'description' is empty"),
    Broken("capitals", front("name: A-Skill\ndescription: x\n"), "SKILL.md:2: name 'A-Skill' has capital", "A-Skill"),
    Broken(
        "an underscore", front("name: a_skill\ndescription: x\n"), "SKILL.md:2: name 'a_skill' holds '_'", "a_skill"
    ),
    Broken(
        "a blank in the name",
        front("name: a skill\ndescription: x\n"),
        "SKILL.md:2: name 'a skill' holds ' '",
        "a skill",
    ),
    Broken(
        "hyphen first", front("name: -skill\ndescription: x\n"), "SKILL.md:2: name '-skill' begins or ends", "-skill"
    ),
    Broken(
        "hyphen last", front("name: skill-\ndescription: x\n"), "SKILL.md:2: name 'skill-' begins or ends", "skill-"
    ),
    Broken("two hyphens", front("name: a--skill\ndescription: x\n"), "SKILL.md:2: name 'a--skill' has two", "a--skill"),
    Broken(
        "another folder", front(NAMED), "SKILL.md:2: name 'a-skill' is not that of its folder, 'b-skill'", "b-skill"
    ),
    Broken(
        "a long name", front(f"name: {'a' * 65}\ndescription: x\n"), "SKILL.md:2: 'name' has 65 characters", "a" * 65
    ),
    Broken(
        "a long description",
        front(f"name: a-skill\ndescription: {'x' * 1025}\n"),
        "SKILL.md:3: 'description' has 1,025",
    ),
    Broken("long compatibility", front(f"{NAMED}compatibility: {'x' * 501}\n"), "SKILL.md:4: 'compatibility' has 501"),
    Broken(
        "compatibility as a list", front(f"{NAMED}compatibility:\n  - linux\n"), "SKILL.md:4: 'compatibility' is a list"
    ),
    Broken(
        "an unknown key", front(f"{NAMED}licence: MIT\n"), "SKILL.md:4: unknown key 'licence'; did you mean 'license'"
    ),
    Broken("a key far from all", front(f"{NAMED}zzz: 1\n"), "SKILL.md:4: unknown key 'zzz'; the format has name,"),
    Broken("a key twice", front(f"{NAMED}name: b\n"), "SKILL.md:4: this is not strict YAML: duplicate key 'name'"),
    Broken(
        "braces",
        front("name: a-skill\ndescription: {a: b}\n"),
        "SKILL.md:3: this is not strict YAML: a value that begins with {",
    ),
    Broken(
        "an anchor",
        front("name: &a a-skill\ndescription: x\n"),
        "SKILL.md:2: this is not strict YAML: a value that begins with &",
    ),
    Broken(
        "a tag",
        front("name: !!str a-skill\ndescription: x\n"),
        "SKILL.md:2: this is not strict YAML: a value that begins with !",
    ),
    Broken(
        "a colon in a value",
        front("name: a-skill\ndescription: Use it: often\n"),
        "SKILL.md:3: this is not strict YAML: a colon",
    ),
    Broken("only a list", front("- name\n- description\n"), "SKILL.md:2: the front matter holds no keys"),
    Broken(
        "empty compatibility",
        front(f"{NAMED}compatibility: ''\n"),
        "SKILL.md:4: 'compatibility' is empty",
        second=False,
    ),
    Broken(
        "tools as a list",
        front(f"{NAMED}allowed-tools:\n  - a\n"),
        "SKILL.md:4: 'allowed-tools' is a list",
        second=False,
    ),
    Broken(
        "metadata as text", front(f"{NAMED}metadata: mine\n"), "SKILL.md:4: 'metadata' has to be keys", second=False
    ),
    Broken(
        "metadata in metadata",
        front(f"{NAMED}metadata:\n  a:\n    b: c\n"),
        "SKILL.md:4: 'metadata.a' is no text",
        second=False,
    ),
    Broken(
        "a control character",
        front("name: a-skill\ndescription: a\x07b\n"),
        "SKILL.md:3: there is a control",
        second=None,
    ),
    Broken(
        "nested without end",
        front(f"name: a-skill\ndescription: {'- ' * 7000}x\n"),
        "SKILL.md:3: this is not strict YAML",
        second=None,
    ),
)
"""The format's own checker is the second opinion; it does not look at the types of three keys, nor into metadata."""
