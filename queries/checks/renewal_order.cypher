//+ title = "Agreements that renew, amend or replace later ones"
//+ description = "What is renewed, amended or replaced was there before."
//+

MATCH (agreement:Agreement)-[:RENEWS|AMENDS|REPLACES]->(before:Agreement)
WHERE agreement.date_latest < before.date_earliest
WITH agreement, before ORDER BY before.iri
WITH agreement, head(collect(before)) AS before
RETURN
  agreement.iri AS iri,
  coalesce(agreement.name, agreement.iri) AS name,
  'It is of ' + agreement.date + ' and comes after ' + coalesce(before.name, before.iri)
    + ' of ' + before.date + ': correct a date, or turn the link round.' AS problem
ORDER BY iri
