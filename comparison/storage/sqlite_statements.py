"""Every statement of the SQLite engine. Each names the shop, but `SHOPS`, `ANY_LIVE` and a migration's."""

from typing import get_args

from .store import Kind

# The six kinds are literals of store.py, so nothing typed by anyone reaches these statements. What lies ready
# in a live batch counts already, although its row is still to be put in order; shops are in no batch.
_LIVE_BATCH = " left join import_batches as b on b.id = r.batch and b.is_live"
_PLAIN_ROW = "select key, cast(document as blob), digest, revision, updated_at, updated_by from shop as r"
_READY_ROW = (
    "select key, cast(iif(b.id is null, document, staged) as blob), iif(b.id is null, digest, staged_digest),"
    " revision + (b.id is not null), coalesce(b.at, updated_at), coalesce(b.by, updated_by)"
    " from {kind} as r{live}"
)
_THERE = "iif(b.id is null, document, staged) is not null"
_STORED = {
    kind: f"{_PLAIN_ROW} where r.shop = ? and document is not null and key"
    if kind == "shop"
    else f"{_READY_ROW.format(kind=kind, live=_LIVE_BATCH)} where r.shop = ? and {_THERE} and key"
    for kind in get_args(Kind)
}
GET = {kind: f"{stored} = ?" for kind, stored in _STORED.items()}
GET_MANY = {
    kind: f"{stored} in (select value from json_each(?))"  # noqa: S608
    for kind, stored in _STORED.items()
}
PAGE = {kind: f"{stored} > ? order by key limit ?" for kind, stored in _STORED.items()}
REVISION = {
    kind: f"select revision from {kind} where shop = ? and key = ?"  # noqa: S608
    for kind in get_args(Kind)
}
SAVE = {
    kind: f"insert into {kind} (shop, key, revision, document, digest, updated_at, updated_by)"  # noqa: S608
    " values (?, ?, 1, ?, ?, ?, ?) on conflict (shop, key) do update set revision = revision + 1,"
    " document = excluded.document, digest = excluded.digest,"
    " updated_at = excluded.updated_at, updated_by = excluded.updated_by"
    " where document is not excluded.document"
    for kind in get_args(Kind)
}
DELETE = {
    kind: f"update {kind} set revision = revision + 1, document = null, updated_at = ?, updated_by = ?"  # noqa: S608
    " where shop = ? and key = ?"
    for kind in get_args(Kind)
}

# Case counts only beyond ASCII. The bound keeps a shop of a million products from holding up everyone.
LIVE_NAMED_LIKE = (
    "select found from (select key as found from (select distinct product as shown from product_editions"  # noqa: S608
    " where shop = :shop order by product limit 5000)"
    f" cross join product as r on r.shop = :shop and r.key = shown{_LIVE_BATCH}"
    f" where {_THERE} and exists (select 1 from json_each(iif(b.id is null, document, staged), '$.name')"
    # With a bound of its own this comes first: whether a product is live is asked of those that it finds.
    " where value like :words escape '\\') order by shown limit 5000)"
    " where (select document from product_editions where shop = :shop and product = found"
    " and published_at <= :now order by published_at desc, number desc limit 1) <> ''"
    " order by found limit :limit"
)

SHOPS = "select shop from shop where document is not null order by shop"

EDITION = (
    "select shop, comparison, number, digest, published_at, published_by, note, cast(document as blob)"
    " from editions where shop = :shop and comparison = :comparison and number = :number"
)
EDITIONS = (
    "select shop, comparison, number, digest, published_at, published_by, note, x''"
    " from editions where shop = :shop and comparison = :comparison order by number desc"
)
# The newest entry decides, also when it takes the comparison offline: then its number is null.
LIVE = (
    "select shop, comparison, number, digest, published_at, published_by, note, cast(document as blob)"
    " from editions where shop = :shop and comparison = :comparison and number = (select number from live"
    " where shop = :shop and comparison = :comparison and since <= :now"
    " order by since desc, place desc limit 1)"
)
# Numbered, not named: it runs at every request, and this is the quicker form.
LIVE_DIGEST = (
    "select digest from editions where shop = ?1 and comparison = ?2 and number = (select number from live"
    " where shop = ?1 and comparison = ?2 and since <= ?3 order by since desc, place desc limit 1)"
)
ADD_EDITION = (
    "insert into editions (shop, comparison, number, digest, published_at, published_by, note, document)"
    " values (?, ?, ?, ?, ?, ?, ?, ?)"
)
# A damaged document has no products; whoever reads it is told that it is damaged.
INDEX_ALL_PRODUCTS = (
    "insert or ignore into edition_products (shop, product, comparison, number)"
    " select shop, json_extract(value, '$.key'), comparison, number"
    " from editions, json_each(iif(json_valid(document), document, '{}'), '$.products')"
)
INDEX_PRODUCTS = f"{INDEX_ALL_PRODUCTS} where shop = ? and comparison = ? and number = ?"
EDITIONS_WITH = (
    "select comparison, number from edition_products where shop = ? and product = ?"
    " order by comparison, number"
)

LIVE_PRODUCT = (
    "select shop, product, number, digest, published_at, cast(document as blob)"
    " from product_editions where shop = :shop and product = :product and published_at <= :now"
    " order by published_at desc, number desc limit 1"
)
PRODUCT_EDITIONS = (
    "select shop, product, number, digest, published_at, x''"
    " from product_editions where shop = :shop and product = :product order by number desc"
)
ADD_PRODUCT_EDITION = (
    "insert into product_editions (shop, product, number, digest, published_at, document)"
    " values (?, ?, ?, ?, ?, ?)"
)

ADD_LIVE = (
    "insert into live (shop, comparison, place, number, since, by, note, entered_at)"
    " select :shop, :comparison, coalesce(max(place), 0) + 1, nullif(:number, 0), :since, :by, :note,"
    " :entered_at from live where shop = :shop and comparison = :comparison"
)
LIVE_LOG = (
    "select shop, comparison, coalesce(number, 0), since, by, note, entered_at from live"
    " where shop = ? and comparison = ? order by place desc"
)
SCHEDULED = (
    "select shop, comparison, coalesce(number, 0), since, by, note, entered_at from live"
    " where shop = ? and since > ? and not exists (select 1 from live as later where later.shop = live.shop"
    " and later.comparison = live.comparison and later.since = live.since and later.place > live.place)"
    " order by since, comparison"
)
LIVE_COMPARISONS = (
    "select comparison from (select comparison, number, row_number() over"
    " (partition by comparison order by since desc, place desc) as nth"
    " from live where shop = ? and since <= ?) where nth = 1 and number is not null order by comparison"
)
ANY_LIVE = "select 1 from live limit 1"
