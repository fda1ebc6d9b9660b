"""Made golden copies of GLEIF, as CSV and as XML of LEI-CDF 3.1, are read to the same records."""

import csv
import gzip
import zipfile
from pathlib import Path

import pytest

from loaders.registers.gleif import records
from loaders.registers.known import in_files
from loaders.registers.records import Location, Name
from ontology.errors import InvalidData
from tests.loaders.conftest import Write
from tests.loaders.registers.support import KNOWN, made, said

NAME = "20250403-0800-gleif-goldencopy-lei2-golden-copy.csv"
LEI = "529900LAMPLAMPLAMP42"
OTHER = "Entity.OtherEntityNames.OtherEntityName"
ASCII = "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName"
ROW = {
    "LEI": LEI,
    "Entity.LegalName": "Glow Works",
    "Entity.LegalName.xmllang": "en",
    f"{OTHER}.1": "Œuvres Lueur",
    f"{OTHER}.1.xmllang": "fr",
    f"{OTHER}.1.type": "ALTERNATIVE_LANGUAGE_LEGAL_NAME",
    f"{OTHER}.2": "Old Glow",
    f"{OTHER}.2.xmllang": "en-GB",
    f"{OTHER}.2.type": "PREVIOUS_LEGAL_NAME",
    f"{ASCII}.1": "OEUVRES LUEUR",
    f"{ASCII}.1.xmllang": "",
    f"{ASCII}.1.type": "AUTO_ASCII_TRANSLITERATED_LEGAL_NAME",
    "Entity.LegalAddress.xmllang": "en",
    "Entity.LegalAddress.FirstAddressLine": "1 High Street",
    "Entity.LegalAddress.City": "Szohod",
    "Entity.LegalAddress.Region": "XB-02",
    "Entity.LegalAddress.Country": "XB",
    "Entity.LegalAddress.PostalCode": "100",
    "Entity.HeadquartersAddress.FirstAddressLine": "1 High Street",
    "Entity.HeadquartersAddress.City": "Szohod",
    "Entity.HeadquartersAddress.Region": "XB-02",
    "Entity.HeadquartersAddress.Country": "XB",
    "Entity.LegalJurisdiction": "XB",
    "Entity.EntityCategory": "GENERAL",
    "Entity.EntityStatus": "ACTIVE",
    "Registration.InitialRegistrationDate": "2012-06-06T15:51:00.000Z",
    "Registration.LastUpdateDate": "2025-03-01T12:00:00.000Z",
    "Registration.RegistrationStatus": "ISSUED",
}
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016">
<lei:LEIHeader><lei:ContentDate>2025-04-03T08:00:00Z</lei:ContentDate>
<lei:FileContent>GLEIF_FULL_PUBLISHED</lei:FileContent><lei:RecordCount>1</lei:RecordCount>
</lei:LEIHeader><lei:LEIRecords>
<lei:LEIRecord><lei:LEI>{LEI}</lei:LEI><lei:Entity>
<lei:LegalName xml:lang="en">Glow Works</lei:LegalName>
<lei:OtherEntityNames>
<lei:OtherEntityName xml:lang="fr" type="ALTERNATIVE_LANGUAGE_LEGAL_NAME"
>Œuvres Lueur</lei:OtherEntityName>
<lei:OtherEntityName xml:lang="en-GB" type="PREVIOUS_LEGAL_NAME">Old Glow</lei:OtherEntityName>
</lei:OtherEntityNames>
<lei:TransliteratedOtherEntityNames>
<lei:TransliteratedOtherEntityName type="AUTO_ASCII_TRANSLITERATED_LEGAL_NAME"
>OEUVRES LUEUR</lei:TransliteratedOtherEntityName>
</lei:TransliteratedOtherEntityNames>
<lei:LegalAddress xml:lang="en"><lei:FirstAddressLine>1 High Street</lei:FirstAddressLine>
<lei:City>Szohod</lei:City><lei:Region>XB-02</lei:Region><lei:Country>XB</lei:Country>
<lei:PostalCode>100</lei:PostalCode></lei:LegalAddress>
<lei:HeadquartersAddress><lei:FirstAddressLine>1 High Street</lei:FirstAddressLine>
<lei:City>Szohod</lei:City><lei:Region>XB-02</lei:Region><lei:Country>XB</lei:Country>
</lei:HeadquartersAddress>
<lei:EntityCategory>GENERAL</lei:EntityCategory><lei:EntityStatus>ACTIVE</lei:EntityStatus>
</lei:Entity><lei:Registration>
<lei:LastUpdateDate>2025-03-01T12:00:00.000Z</lei:LastUpdateDate>
<lei:RegistrationStatus>ISSUED</lei:RegistrationStatus></lei:Registration></lei:LEIRecord>
</lei:LEIRecords></lei:LEIData>
"""


def table(path: Path, *rows: dict[str, str]) -> Path:
    """Write rows as a golden copy."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ROW, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_csv_and_xml_say_the_same(tmp_path: Path) -> None:
    (one,) = records(table(tmp_path / NAME, ROW))
    assert (one.id, one.iri, one.display) == (LEI, f"https://lei.info/{LEI}", "Glow Works")
    assert one.names == (
        Name("Glow Works", "label", "en"),
        Name("Œuvres Lueur", "label", "fr"),
        Name("Old Glow", "alias", "en-GB"),
        Name("OEUVRES LUEUR", "alias", "und"),
    )
    assert one.locations == (Location("XB", "XB-02", "", "Szohod"),)
    assert (one.type, one.kind, one.modified) == ("", "", "2025-03-01")
    (tmp_path / "a.xml").write_text(XML, "utf-8")
    assert list(records(tmp_path / "a.xml")) == [one]


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    content = table(tmp_path / NAME, ROW).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(NAME, content)
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(XML.encode()))
    for packed in ("a.zip", "b.xml.gz"):
        assert [one.id for one in records(tmp_path / packed)] == [LEI]


@pytest.mark.parametrize("status", ["DUPLICATE", "ANNULLED", "CANCELLED"])
def test_what_should_have_no_lei_is_left_out(tmp_path: Path, status: str) -> None:
    row = ROW | {"Registration.RegistrationStatus": status}
    assert not list(records(table(tmp_path / NAME, row)))


def test_a_company_of_the_graph_gets_its_lei(write: Write, tmp_path: Path) -> None:
    path = table(tmp_path / NAME, ROW)
    done = made(in_files([write("known.ttl", KNOWN)], ""), path, name="gleif")
    assert (done.edition.date, done.edition.version) == ("2025-04-03", "2025-04-03")
    found = said(path, "company/glow", "gleif")
    assert found >= {
        ("skos:exactMatch", f"https://lei.info/{LEI}"),
        ("skos:altLabel", "Œuvres Lueur@fr"),
        ("coop:country", "state/xb"),
        ("coop:seat", "region/xb-02"),
        ("coop:hasEvidence", f"evidence/gleif-{LEI.lower()}"),
    }


def test_any_address_of_a_lei_tells_it(write: Write, tmp_path: Path) -> None:
    same = (
        '<company/otherwise> a coop:Company ; skos:prefLabel "Otherwise"@en ;'
        f" skos:exactMatch <https://search.gleif.org/#/record/{LEI}> ."
    )
    known = in_files([write("known.ttl", KNOWN + same)], "")
    done = made(known, table(tmp_path / NAME, ROW), name="gleif")
    assert [iri.rsplit("/", 1)[1] for iri in done.matched] == ["otherwise"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a,b\n1,2\n", "there is no column LEI"),
        ("LEI,Entity.LegalName,Entity.LegalAddress.Country\nx,y,XB\n", "record 1 (x): this is no"),
        ("LEI,Entity.LegalName,Entity.LegalAddress.Country\nx,y\n", "record 1 has not a cell"),
        (XML[:-60], "record 1 is no XML"),
        (XML.replace("leidata", "repexdata"), "is no LEIData"),
        (
            XML.replace("<lei:LEIData", "<!DOCTYPE a [<!ENTITY b 'c'>]><lei:LEIData"),
            "record 1 is no",
        ),
    ],
)
def test_an_error_names_file_and_record(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "lei").write_text(content, "utf-8")
    with pytest.raises(InvalidData) as error:
        list(records(tmp_path / "lei"))
    assert told in str(error.value)
    assert str(error.value).startswith(str(tmp_path / "lei"))
