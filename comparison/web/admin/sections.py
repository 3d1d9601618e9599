"""The sections of the merchant's side, in the order of the first row of a page. Only what exists is named."""

from typing import NamedTuple

from ...core.messages import Message, say
from ...storage.accounts import Role


class Section(NamedTuple):
    """*path* is below the shop's own address; *words* names the section in the catalogues."""

    key: str
    path: str
    words: str


# To add a page: one line here, in the order of content.md, and the key on the page (`Page.section`).
SECTIONS = (
    Section("home", "", "admin.home"),
    Section("comparisons", "/comparisons", "admin.comparisons"),
    Section("products", "/products", "admin.products_and_prices"),
    Section("personas", "/personas", "admin.personas"),
    Section("content", "/content", "admin.content"),
    Section("results", "/results", "admin.results"),
    Section("settings", "/settings", "admin.settings"),
)
# What stands inside of a section, as tabs.
TABS: dict[str, tuple[Section, ...]] = {
    "products": (
        Section("list", "/products", "admin_products.tab_list"),
        Section("values", "/values", "admin_products.tab_values"),
        Section("categories", "/categories", "admin_products.tab_categories"),
        Section("add_ons", "/add-ons", "admin_look.add_ons"),
        Section("import", "/import", "admin.import"),
        Section("export", "/export", "admin.export"),
    ),
    "personas": (
        Section("list", "/personas", "admin.personas"),
        Section("pains", "/pains", "admin.pain_points"),
        Section("quiz", "/quiz", "admin.quiz"),
    ),
    "content": (
        Section("shop", "/content", "admin_content.tab_shop"),
        Section("contact", "/content/contact", "admin_content.tab_contact"),
        Section("products", "/content/products", "admin_content.tab_products"),
        Section("comparisons", "/content/comparisons", "admin_content.tab_comparisons"),
        Section("evidence", "/content/evidence", "admin.evidence"),
    ),
    "settings": (
        Section("shop", "/settings", "admin_pages.tab_shop"),
        Section("look", "/theme", "admin_look.tab"),
        Section("people", "/people", "admin_pages.tab_people"),
        Section("changes", "/changes", "admin_pages.tab_changes"),
    ),
}

ROLE_WORDS: dict[Role, Message] = {
    "owner": say("admin_pages.role_owner"),
    "editor": say("admin_pages.role_editor"),
    "viewer": say("admin_pages.role_viewer"),
}
