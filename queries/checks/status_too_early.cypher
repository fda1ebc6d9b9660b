//+ title = "Agreements that were signed before they were made"
//+ description = "An agreement is signed or in force on its date or after it, not before."
//+

MATCH (agreement:Agreement|AgreementSet)<-[:STATUS_OF]-(statement)-[:STATUS]->(status)
WHERE status.code IN ['signed', 'adopted', 'in_force', 'suspended', 'ended']
  AND statement.as_of_latest < agreement.date_earliest
RETURN
  statement.iri AS iri,
  coalesce(statement.name, statement.iri) AS name,
  'As of ' + statement.as_of + ' an agreement of ' + agreement.date + ' is said to be '
    + status.code + ': correct one of the dates.' AS problem
ORDER BY iri
