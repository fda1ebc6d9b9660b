//+ title = "Signed agreements of an unknown date"
//+ description = "Where no source dates a signed agreement, `notStated` has to say so."
//+

MATCH (agreement:Agreement|AgreementSet)-[:STATUS]->(status)
WHERE status.code IN ['signed', 'in_force', 'ended'] AND agreement.date IS NULL
  AND NOT EXISTS { MATCH (agreement)-[:NOT_STATED]->(aspect) WHERE aspect.code = 'date' }
RETURN
  agreement.iri AS iri,
  coalesce(agreement.name, agreement.iri) AS name,
  'It is ' + status.code + ' and has no date: give it one, or say that none is stated.' AS problem
ORDER BY iri
