//+ title = "Signed agreements of an unknown date"
//+ description = "Where no source dates a signed agreement, `notStated` has to say so."
//+

MATCH (agreement:Agreement|AgreementSet)<-[:STATUS_OF]-()-[:STATUS]->(status)
WHERE status.code IN ['signed', 'in_force', 'ended'] AND agreement.date IS NULL
  AND NOT EXISTS { MATCH (agreement)-[:NOT_STATED]->(aspect) WHERE aspect.code = 'date' }
WITH agreement, min(status.code) AS code
RETURN
  agreement.iri AS iri,
  coalesce(agreement.name, agreement.iri) AS name,
  'It is ' + code + ' and has no date: give it one, or say that none is stated.' AS problem
ORDER BY iri
