"""Which templates a template takes in, however deep."""

from jinja2 import Environment, TemplateNotFound, meta


def templates_below(environment: Environment, name: str) -> set[str] | None:
    """*name* and every template that it includes, imports or extends; None where one of them is named only
    as the page is made.

    Raises:
        jinja2.TemplateError: one of them is missing, or is none.
    """
    return _found(environment, name, set())


def source_of(environment: Environment, name: str) -> str:
    """The text of the template *name*.

    Raises:
        jinja2.TemplateNotFound: there is none.
    """
    if environment.loader is None:
        raise TemplateNotFound(name)
    return environment.loader.get_source(environment, name)[0]


def _found(environment: Environment, name: str, found: set[str]) -> set[str] | None:
    found.add(name)
    for other in meta.find_referenced_templates(environment.parse(source_of(environment, name))):
        if other is None or (other not in found and _found(environment, other, found) is None):
            return None
    return found
