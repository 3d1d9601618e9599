"""FastAPI, SQLAlchemy's ORM with select-in loading, and Jinja2."""

import os
from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload
from totals import charge_rows

app = FastAPI()
engine = create_engine(f"sqlite:///{os.environ['PEERS_DATABASE']}")
templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Base(DeclarativeBase):
    pass


class Numbered(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)


class OfComparison(Numbered):
    __abstract__ = True
    comparison_id: Mapped[str] = mapped_column(ForeignKey("comparison.key"))
    key: Mapped[str]


class Persona(OfComparison):
    __tablename__ = "persona"
    label: Mapped[str]


class Charge(Numbered):
    __tablename__ = "charge"
    tier_id: Mapped[int] = mapped_column(ForeignKey("tier.id"))
    label: Mapped[str]
    net: Mapped[int]
    monthly: Mapped[int]


class Tier(OfComparison):
    __tablename__ = "tier"
    name: Mapped[str]
    charges: Mapped[list[Charge]] = relationship(order_by=Charge.id)


class Cell(Numbered):
    __tablename__ = "cell"
    feature_id: Mapped[int] = mapped_column(ForeignKey("feature.id"))
    tier_id: Mapped[int] = mapped_column(ForeignKey("tier.id"))
    state: Mapped[str]
    text: Mapped[str]


class Feature(Numbered):
    __tablename__ = "feature"
    group_id: Mapped[int] = mapped_column(ForeignKey("feature_group.id"))
    label: Mapped[str]
    cells: Mapped[list[Cell]] = relationship(order_by=Cell.tier_id)


class Group(OfComparison):
    __tablename__ = "feature_group"
    label: Mapped[str]
    rows: Mapped[list[Feature]] = relationship(order_by=Feature.id)


class Comparison(Base):
    __tablename__ = "comparison"
    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    personas: Mapped[list[Persona]] = relationship(order_by=Persona.id)
    tiers: Mapped[list[Tier]] = relationship(order_by=Tier.id)
    groups: Mapped[list[Group]] = relationship(order_by=Group.id)


WHOLE = (
    selectinload(Comparison.personas),
    selectinload(Comparison.tiers).selectinload(Tier.charges),
    selectinload(Comparison.groups).selectinload(Group.rows).selectinload(Feature.cells),
)


@app.get("/comparisons/{key}", response_class=HTMLResponse)
def comparison(key: str) -> str:
    with Session(engine) as session:
        found = session.get(Comparison, key, options=WHOLE)
        if found is None:
            raise HTTPException(404)
        by_tier = [[(one.label, one.net, one.monthly) for one in tier.charges] for tier in found.tiers]
        return templates.get_template("comparison.html").render(
            title=found.title,
            personas=found.personas,
            tiers=found.tiers,
            charges=charge_rows(by_tier),
            groups=found.groups,
        )
