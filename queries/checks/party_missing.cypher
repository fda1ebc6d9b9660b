//+ title = "Agreements with fewer than two parties and no reason"
//+ description = """
//+ An agreement takes two. Where a source names fewer, `partiesStated` has to say so."""
//+

MATCH (agreement:Agreement|AgreementSet)
WHERE NOT EXISTS {
  MATCH (agreement)-[:PARTIES_STATED]->(stated) WHERE stated.code IN ['some', 'none']
}
WITH agreement, COUNT {
  MATCH (agreement)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(party)
  WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
  RETURN DISTINCT party
} AS parties
WHERE parties < 2
RETURN
  agreement.iri AS iri,
  coalesce(agreement.name, agreement.iri) AS name,
  parties + ' of its parties stated: add the others, or say with partiesStated why not.' AS problem
ORDER BY iri
