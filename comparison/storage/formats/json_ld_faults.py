"""Where in a file of JSON-LD something is wrong: the line in the file, and the path in its script."""

from ...core.errors import RefusedFile
from ...core.messages import say
from .documents import line_of
from .json_ld_nodes import Graph, Node
from .places import spelled
from .yaml_reading import YamlDocument

# Finding the line reads the script again, as YAML; a longer one is only named by its own line.
_LONGEST_SEARCHED = 1_000_000


def refused_node(
    file: str, graph: Graph, node: Node, under: str, problem: tuple[str, str], **facts: object
) -> RefusedFile:
    """A fault *under* a property of *node*. *problem* names the reason and what is accepted."""
    script = graph.scripts[node.script]
    path = (*node.path, under) if under else node.path
    line = 0
    if len(script.text) <= _LONGEST_SEARCHED:
        line = line_of(YamlDocument(script.data, script.text), path)
    reason, accepted = problem
    return RefusedFile(
        file,
        script.line + max(line - 1, 0),
        spelled(path),
        say(f"import.reason.{reason}", **facts),
        say(f"import.accepted.{accepted}", **facts),
    )
