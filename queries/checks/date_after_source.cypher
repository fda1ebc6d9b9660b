//+ title = "Events after the documents that tell of them"
//+ description = """
//+ What took place was there before it was written about; what is planned is a prospect."""
//+

MATCH (event:Event)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(document)
WITH event, max(document.issued_latest) AS told
WHERE event.date_earliest > told
RETURN
  event.iri AS iri,
  coalesce(event.name, event.iri) AS name,
  'It is of ' + event.date + ', and its latest document of ' + toString(told)
    + ': correct a date, or make it a prospect.' AS problem
ORDER BY iri
