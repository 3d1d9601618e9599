"""Every real table is told from every other format's: one format knows it, and plain tables take the rest."""

import pytest
from builders_tables import CATALOGS

from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import FORMATS, SPEC_TABLE, format_of

FILES = {
    "shop-exports/shopify/apparel.csv": "shopify",
    "shop-exports/shopify/home-and-garden.csv": "shopify",
    "shop-exports/woocommerce/sample_products.csv": "woocommerce",
    "shop-exports/magento/products_men.csv": "magento",
    "shop-exports/magento/products_gear_bags.csv": "magento-samples",
    "shop-exports/magento/products_gear_watches.csv": "magento-samples",
    "shop-exports/magento/legacy_products_men_tops.csv": "magento-samples",
    "shop-exports/magento/attributes.csv": "magento-samples",
    "shop-exports/magento/attributes_gear.csv": "magento-samples",
    "shop-exports/vendure/products.csv": "vendure",
    "shop-exports/shopify-liquid/vision.database.yml": "shopify-liquid",
    "spec-tables/gtcars.csv": SPEC_TABLE,
    "spec-tables/diamonds.csv.gz": SPEC_TABLE,
    "spec-tables/pc-parts/cpu.csv": SPEC_TABLE,
    "spec-tables/pc-parts/cpu.json": SPEC_TABLE,
    "spec-tables/pc-parts/monitor.csv": SPEC_TABLE,
    "spec-tables/pc-parts/os.csv": SPEC_TABLE,
    "reviews/magento/products_reviews_men_gear.csv": "reviews",
    "reviews/prdect-id/prdect-id.csv": "reviews",
    "reviews/nsmc-raw/10001.json": "reviews",
}


@pytest.fixture(params=FILES)
def place(request: pytest.FixtureRequest) -> str:
    if not (CATALOGS / request.param).exists():
        pytest.skip(f"1 file of the real catalogues is not here: {request.param}")
    return str(request.param)


def test_a_real_file_is_known_by_its_own_format(place: str):
    assert format_of(SourceFile(name=place, path=CATALOGS / place)).name == FILES[place]


def test_a_real_file_is_known_by_no_other_format_but_plain_tables(place: str):
    file = SourceFile(name=place, path=CATALOGS / place)
    end = file.plain_name[file.plain_name.rindex(".") :]
    knowing = {one.name for one in FORMATS if end in one.suffixes and one.recognises(file)}
    # A shop of ours has products too, and is asked for last of the documents.
    assert knowing - {SPEC_TABLE, "native"} == {FILES[place]} - {SPEC_TABLE}
