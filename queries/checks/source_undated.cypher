//+ title = "Dates from documents without a date"
//+ description = """
//+ A date that is taken from a document, or worked out from a weekday, needs the date of that
//+ document."""
//+

MATCH (act:Act)-[:DATE_BASIS]->(basis)
WHERE basis.code IN ['dateline', 'weekday', 'document_date']
  AND EXISTS { (act)-[:HAS_EVIDENCE]->() }
  AND NOT EXISTS {
    MATCH (act)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(document) WHERE document.issued IS NOT NULL
  }
RETURN
  act.iri AS iri,
  coalesce(act.name, act.iri) AS name,
  'Its date is taken from a document, and none of its documents has one: '
    + 'add dcterms:issued, or correct coop:dateBasis.' AS problem
ORDER BY iri
